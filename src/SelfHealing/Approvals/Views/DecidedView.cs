using SelfHealing.Approvals.Html;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals.Views;

/// <summary>The page of a question that has its answer.</summary>
static class DecidedView
{
    public static HtmlText Render(PendingApproval pending, RequestApprovalInput question)
    {
        var decision = pending.Decision!;
        return Layout.Page(
            Title(decision),
            HtmlText.Of($"""
                <main class="narrow">
                <h1 class="{Tone(decision)}">{Title(decision)}</h1>
                <p class="lead">{Wording.Crash(question.Crash)}</p>
                <p>{What(decision)} {Next(decision, pending)}</p>
                {HtmlText.When(decision.Reason.Length > 0, () => HtmlText.Of($"<h2>Reason</h2><blockquote>{decision.Reason}</blockquote>"))}
                {HtmlText.When(!pending.IsDelivered, () => Undelivered)}
                <p class="quiet">A question is decided once: this link can only be looked at now.</p>
                </main>
                """),
            Wording.Service(question.Service));
    }

    /// <summary>Who decided what, when.</summary>
    public static string What(Approval decision) =>
        $"{Verb(decision.Decision)} by {(decision.Approver.Length > 0 ? decision.Approver : "someone")}{(decision.At is { } at ? $" on {Wording.Time(at)}" : "")}.";

    static readonly HtmlText Undelivered = HtmlText.Of($"""
        <div class="error" role="alert"><p>The decision is kept, but the run has not been told yet.</p></div>
        <form method="post"><button type="submit">Tell the run</button></form>
        """);

    static string Title(Approval decision) => decision.Decision switch
    {
        ApprovalDecision.Approved => "The fix is approved",
        ApprovalDecision.Retry => "Another attempt is asked for",
        _ => "The fix is rejected",
    };

    static string Tone(Approval decision) => decision.Decision == ApprovalDecision.Approved ? "good" : "plain";

    static string Verb(ApprovalDecision decision) => decision switch
    {
        ApprovalDecision.Approved => "Approved",
        ApprovalDecision.Retry => "Sent back",
        _ => "Rejected",
    };

    static string Next(Approval decision, PendingApproval pending) => decision.Decision switch
    {
        _ when !pending.IsDelivered => "",
        ApprovalDecision.Approved => "The run commits it on a branch of its own and opens the pull request. Nothing is merged.",
        ApprovalDecision.Retry => "A new message comes when the next attempt has passed the checks.",
        _ => "The crash stays quiet until someone clears it.",
    };
}
