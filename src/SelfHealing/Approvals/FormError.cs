using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>Why a form was not taken.</summary>
/// <param name="Field">The field to correct.</param>
/// <param name="Message">What to do.</param>
public sealed record FormError(string Field, string Message)
{
    /// <summary>The form is not from a page of today.</summary>
    public static readonly FormError Stale = new("decision", "This page was open for too long, or the form is not from this page. Nothing was decided. Please look again and decide.");

    /// <summary>The code is not the mail's.</summary>
    public static readonly FormError WrongCode = new("code", "The confirmation code is not the one in the message. Nothing was decided.");

    /// <summary>What is missing; null when nothing is.</summary>
    public static FormError? Of(DecisionForm form, PendingApproval pending, RequestApprovalInput question, string? identity) => form switch
    {
        { Chosen: null } => new FormError("decision", "Choose one of the decisions."),
        { Chosen: ApprovalDecision.Retry } when !ApprovalDesk.MayRetry(pending, question) =>
            new FormError("decision", "No further attempt can be asked for. Approve this one or reject it."),
        { Chosen: ApprovalDecision.Rejected, Reason: "" } => new FormError("reason", "Say why the change is rejected. It is kept with the crash."),
        { Chosen: ApprovalDecision.Retry, Reason: "" } => new FormError("reason", "Say what the next attempt should do otherwise."),
        { Name: "" } when identity is null => new FormError("name", "Enter your name. It is kept with the decision."),
        { Code.Length: not 6 } when pending.CodeHash is not null => new FormError("code", "Enter the six digits that are in the message."),
        _ => null,
    };
}
