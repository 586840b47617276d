using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
        try
        {
            return request.Path == "/" ? await ListAsync(request, cancellation)
                : request.Path.StartsWith(Folder, StringComparison.Ordinal) ? await RunAsync(request, request.Path[Folder.Length..], cancellation)
                : Show(404, Notice.NoSuchRun);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or WorkflowUnavailableException or RepositoryUnreachableException)
        {
            return Show(503, Notice.NotNow(Shown.Line(problem.Message)));
        }
    }

    async Task<PageResponse> ListAsync(PageRequest request, CancellationToken cancellation)
    {
        var runs = await host.Runs.ListAsync(cancellation);
        var version = VersionOf(string.Concat(runs.Select(run => $"{run.Id} {run.Status} {run.Changed:O}\n")));
        if (IsKnown(request, version))
            return Unchanged();
        var shown = Shown;
        return Show(200, RunsView.Render(
            [.. runs.Select(run => run with { Crash = shown.Of(run.Crash), Repository = shown.Of(run.Repository) })], RunFilter.Read(request.Query), version));
    }

    async Task<PageResponse> RunAsync(PageRequest request, string name, CancellationToken cancellation)
    {
        try
        {
            if (await RunHead.ReadAsync(host, name, cancellation) is not { } run)
                return Show(404, Notice.NoSuchRun);
            if (request.Method == "POST")
                return await DecideAsync(request, run, cancellation);
            return IsKnown(request, VersionOf(run.Version)) ? Unchanged() : await ShowAsync(run, DecisionForm.Empty, error: null, status: 200, cancellation);
        }
        catch (ArtifactNotFoundException)
        {
            return Show(410, Notice.NotKept);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            return Show(500, Notice.NotReadable(name, Shown.Line(problem.Message)));
        }
    }

    async Task<PageResponse> DecideAsync(PageRequest request, RunHead run, CancellationToken cancellation)
    {
        if (PostCheck.Refusal(request, address) is var (status, reason))
            return Show(status, Notice.Refused(reason));
        if (run is not { Pending: { } pending, Asks: true })
            return Show(409, Notice.NotOpen);
        var form = DecisionForm.Read(request.Body.Span);
        if (!FormNonce.IsGood(form.Nonce, key.Secret, pending, surroundings.Time.GetUtcNow()))
            return await ShowAsync(run, form, FormError.Stale, 403, cancellation);
        var question = await host.Desk.QuestionAsync(pending, cancellation);
        if (FormError.Of(form, pending with { CodeHash = null }, question, surroundings.User) is { } error)
            return await ShowAsync(run, form, error, 422, cancellation);
        var decision = new Approval(form.Chosen!.Value, surroundings.Redactor.Redact(form.Reason), surroundings.User, surroundings.Time.GetUtcNow())
        {
            Via = "page",
            Question = pending.Number,
        };
        return await host.Desk.DecideAsync(pending, decision, cancellation) switch
        {
            DecisionResult.AlreadyDecided already => Show(409, Notice.AlreadyDecided(already.Decision)),
            DecisionResult.Void refused => await ShowAsync(run, form, new FormError("decision", Shown.Line(refused.Reason)), 409, cancellation),
            _ => Redirect(Folder + run.Name),
        };
    }

    ShownText Shown => new(surroundings.Redactor);

    async Task<PageResponse> ShowAsync(RunHead run, DecisionForm form, FormError? error, int status, CancellationToken cancellation)
    {
        var shown = await ShownRun.ReadAsync(host, run, surroundings.Redactor, cancellation);
        var nonce = run.Asks ? FormNonce.New(key.Secret, run.Pending!, surroundings.Time.GetUtcNow()) : "";
        return Show(status, RunView.Render(shown, host.Graph, new FormView(nonce, form, error, surroundings.User), VersionOf(run.Version), surroundings.Redactor));
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
