using SelfHealing.Approvals.Html;
using SelfHealing.Approvals.Views;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>The page on which a person decides on a change, as a function from request to response. Knows no host.</summary>
/// <remarks>GET and HEAD change nothing. A POST decides when it is the page's own form, once.</remarks>
public sealed class ApprovalPage(
    IApprovalStore approvals, ApprovalDesk desk, IArtifactStore artifacts, ApprovalSettings settings, Redactor redactor, TimeProvider time)
{
    /// <summary>Answers a request. Never throws for what a request holds.</summary>
    public async Task<PageResponse> HandleAsync(PageRequest request, CancellationToken cancellation)
    {
        try
        {
            return await AnswerAsync(request, cancellation);
        }
        catch (ArtifactNotFoundException)
        {
            return Show(request, 410, Notice.NotKept);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or WorkflowUnavailableException or RepositoryUnreachableException)
        {
            return Show(request, 503, Notice.NotNow(Shown.Line(problem.Message)));
        }
    }

    async Task<PageResponse> AnswerAsync(PageRequest request, CancellationToken cancellation)
    {
        if (request.Method is not ("GET" or "HEAD" or "POST"))
            return Show(request, 405, Notice.NotAllowed, ("Allow", "GET, HEAD, POST"));
        // A link that never was and one that was replaced look alike.
        if (!ApprovalLink.TryRead(request.Path, out var link)
            || await approvals.FindAsync(link.Execution, cancellation) is not { } pending
            || !ApprovalLink.AreEqual(link.Hash, pending.LinkHash))
            return Show(request, 404, Notice.NoSuchLink);
        if (request.Method == "POST" && PostCheck.Refusal(request, settings.Address) is var (status, reason))
            return Show(request, status, Notice.Refused(reason));

        var question = await desk.QuestionAsync(pending, cancellation);
        if (pending.Decision is not null)
            return await DecidedAsync(request, link, pending, question, cancellation);
        if (time.GetUtcNow() >= pending.ExpiresAt)
            return Show(request, 410, Notice.Expired(pending.ExpiresAt));
        if (!await desk.IsOpenAsync(pending, question, cancellation))
            return Show(request, 410, Notice.NotOpen);
        return request.Method == "POST"
            ? await DecideAsync(request, link, pending, question, cancellation)
            : await AskAsync(request, link, pending, question, DecisionForm.Empty, error: null, status: 200, cancellation);
    }

    async Task<PageResponse> DecideAsync(
        PageRequest request, ApprovalLink link, PendingApproval pending, RequestApprovalInput question, CancellationToken cancellation)
    {
        var form = DecisionForm.Read(request.Body.Span);
        if (!FormNonce.IsGood(form.Nonce, link.Secret, pending, time.GetUtcNow()))
            return await AskAsync(request, link, pending, question, form, FormError.Stale, 403, cancellation);
        if (FormError.Of(form, pending, question, request.Identity) is { } error)
            return await AskAsync(request, link, pending, question, form, error, 422, cancellation);
        if (pending.CodeHash is { } code)
        {
            if (await CountCodeAsync(pending, cancellation) is not { } counted)
                return Show(request, 429, Notice.TooManyCodes);
            if (!ApprovalLink.AreEqual(code, link.HashOfCode(form.Code)))
                return await AskAsync(request, link, pending, question, form, FormError.WrongCode, 422, cancellation);
            pending = counted;
        }
        var result = await desk.DecideAsync(pending, DecisionOf(form, request, pending), cancellation);
        return result switch
        {
            DecisionResult.Taken => Redirect(link),
            DecisionResult.AlreadyDecided already => Show(request, 409, Notice.AlreadyDecided(already.Decision)),
            DecisionResult.Void refused => await AskAsync(request, link, pending, question, form, new FormError("decision", Shown.Line(refused.Reason)), 409, cancellation),
            _ => throw new InvalidOperationException($"A decision cannot end as {result}."),
        };
    }

    // Once decided, a POST only helps the decision on its way.
    async Task<PageResponse> DecidedAsync(
        PageRequest request, ApprovalLink link, PendingApproval pending, RequestApprovalInput question, CancellationToken cancellation)
    {
        if (request.Method != "POST")
            return Show(request, 200, DecidedView.Render(pending, Shown.Of(question)));
        await desk.DeliverAsync(pending, cancellation);
        // The form that asks to tell the run has no decision in it.
        return pending.IsDelivered || DecisionForm.Read(request.Body.Span).Decision.Length > 0
            ? Show(request, 409, Notice.AlreadyDecided(pending.Decision!))
            : Redirect(link);
    }

    Approval DecisionOf(DecisionForm form, PageRequest request, PendingApproval pending) =>
        new(form.Chosen!.Value, redactor.Redact(form.Reason), request.Identity ?? form.Name, time.GetUtcNow())
        {
            Via = "page",
            Address = PlainText.OneLine(request.Source, 64),
            Browser = request.Header("User-Agent") is { } browser ? PlainText.OneLine(browser, 200) : null,
            Question = pending.Number,
        };

    // Counted before it is looked at, so that codes that are sent at once have no more tries than others. Null when there are none left.
    async Task<PendingApproval?> CountCodeAsync(PendingApproval pending, CancellationToken cancellation)
    {
        for (PendingApproval? now = pending; now?.LinkHash == pending.LinkHash; now = await approvals.FindAsync(pending.Execution, cancellation))
        {
            var counted = now with { CodesTried = now.CodesTried + 1, Version = now.Version + 1 };
            if (now.CodesTried >= ApprovalSettings.MostCodes)
                return null;
            if (await approvals.TryPutAsync(counted, cancellation))
                return counted;
        }
        return null;
    }

    async Task<PageResponse> AskAsync(
        PageRequest request, ApprovalLink link, PendingApproval pending, RequestApprovalInput question,
        DecisionForm form, FormError? error, int status, CancellationToken cancellation)
    {
        var shown = await ShownChange.ReadAsync(artifacts, question.Validation.Patch!, question.Code.Source, question.Crash.Crash, redactor, cancellation);
        var nonce = FormNonce.New(link.Secret, pending, time.GetUtcNow());
        return Show(request, status, QuestionView.Render(pending, Shown.Of(question), shown, new FormView(nonce, form, error, request.Identity)));
    }

    ShownText Shown => new(redactor);

    static PageResponse Show(PageRequest request, int status, HtmlText page, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var headers = PageHeaders.New();
        foreach (var (name, value) in more)
            headers[name] = value;
        return new PageResponse(status, headers, request.Method == "HEAD" ? "" : page.ToString());
    }

    // See other: reloading what follows sends nothing again.
    static PageResponse Redirect(ApprovalLink link)
    {
        var headers = PageHeaders.New();
        headers["Location"] = $"{link.Execution}.{link.Secret}";
        return new PageResponse(303, headers, "");
    }
}
