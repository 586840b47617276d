using System.Security.Cryptography;
using System.Text;
using SelfHealing.Approvals;
using SelfHealing.Approvals.Html;
using SelfHealing.Approvals.Views;
using SelfHealing.Cli.Hosting;
using SelfHealing.Ports;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>The runs of this machine as pages: a function from request to response, for who has the key.</summary>
/// <remarks>Who has the key may decide on a waiting run, as with <c>selfheal approve</c>; the mailed link and its secret are not touched.</remarks>
sealed class RunBrowser(LocalHost host, AccessKey key, Uri address, Surroundings surroundings)
{
    const string Folder = "/runs/";

    public async Task<PageResponse> HandleAsync(PageRequest request, CancellationToken cancellation)
    {
        if (key.OpensBy(request.Query))
            return Redirect("/", ("Set-Cookie", key.Cookie));
        if (!key.IsIn(request))
            return Show(403, Notice.Closed);
        if (request.Method is not ("GET" or "HEAD" or "POST"))
            return Show(405, Notice.NotAllowed, ("Allow", "GET, HEAD, POST"));
        if (request.Path == "/")
            return await ListAsync(request, cancellation);
        if (!request.Path.StartsWith(Folder, StringComparison.Ordinal) || !await host.Runs.ExistsAsync(request.Path[Folder.Length..], cancellation))
            return Show(404, Notice.NoSuchRun);
        var run = await ShownRun.ReadAsync(host, await host.Runs.FindAsync(request.Path[Folder.Length..], cancellation), surroundings.Redactor, cancellation);
        return request.Method == "POST" ? await DecideAsync(request, run, cancellation) : Show(request, run, DecisionForm.Empty, error: null, status: 200);
    }

    async Task<PageResponse> ListAsync(PageRequest request, CancellationToken cancellation)
    {
        var runs = (await host.Runs.ListAsync(cancellation)).Select(Plain).ToList();
        var version = VersionOf(string.Concat(runs.Select(run => $"{run.Id} {run.Status} {run.Changed:O}\n")));
        return IsKnown(request, version) ? Unchanged() : Show(200, RunsView.Render(runs, RunFilter.Read(request.Query), version));
    }

    async Task<PageResponse> DecideAsync(PageRequest request, ShownRun run, CancellationToken cancellation)
    {
        if (PostCheck.Refusal(request, address) is var (status, reason))
            return Show(status, Notice.Refused(reason));
        if (run is not { Pending: { } pending, Question: { } question, Asks: true })
            return Show(409, Notice.NotOpen);
        var form = DecisionForm.Read(request.Body.Span);
        if (!FormNonce.IsGood(form.Nonce, key.Secret, pending, surroundings.Time.GetUtcNow()))
            return Show(request, run, form, FormError.Stale, 403);
        if (FormError.Of(form, pending with { CodeHash = null }, question, surroundings.User) is { } error)
            return Show(request, run, form, error, 422);
        var decision = new Approval(form.Chosen!.Value, surroundings.Redactor.Redact(form.Reason), surroundings.User, surroundings.Time.GetUtcNow())
        {
            Via = "page",
            Question = pending.Number,
        };
        try
        {
            return await host.Desk.DecideAsync(pending, decision, cancellation) switch
            {
                DecisionResult.AlreadyDecided already => Show(409, Notice.AlreadyDecided(already.Decision)),
                DecisionResult.Void refused => Show(request, run, form, new FormError("decision", refused.Reason), 409),
                _ => Redirect(Folder + run.Snapshot.Execution.Name),
            };
        }
        catch (Exception problem) when (problem is StoreUnavailableException or WorkflowUnavailableException or RepositoryUnreachableException)
        {
            return Show(503, Notice.NotNow(problem.Message));
        }
    }

    Run Plain(Run run) =>
        run with { Crash = surroundings.Redactor.Redact(run.Crash), Repository = surroundings.Redactor.Redact(run.Repository) };

    PageResponse Show(PageRequest request, ShownRun run, DecisionForm form, FormError? error, int status)
    {
        var version = VersionOf($"{run.Snapshot.LastEventId} {RunStatus.Of(run.Snapshot)} {run.Snapshot.Position.RetryCount} {run.ChangeVersion}");
        if (status == 200 && IsKnown(request, version))
            return Unchanged();
        var nonce = run.Asks ? FormNonce.New(key.Secret, run.Pending!, surroundings.Time.GetUtcNow()) : "";
        return Show(status, RunView.Render(run, host.Graph, new FormView(nonce, form, error, surroundings.User), version, surroundings.Redactor));
    }

    static bool IsKnown(PageRequest request, string version) => request.Header("If-None-Match") == $"\"{version}\"";

    static string VersionOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    static PageResponse Unchanged() => new(304, RunLayout.Headers(), "");

    static PageResponse Show(int status, HtmlText page, params ReadOnlySpan<(string Name, string Value)> more) =>
        new(status, With(more), page.ToString());

    // See other: reloading what follows sends nothing again, and the key is out of the address.
    static PageResponse Redirect(string path, params ReadOnlySpan<(string Name, string Value)> more) =>
        new(303, With([("Location", path), .. more]), "");

    static Dictionary<string, string> With(ReadOnlySpan<(string Name, string Value)> more)
    {
        var headers = RunLayout.Headers();
        foreach (var (name, value) in more)
            headers[name] = value;
        return headers;
    }
}
