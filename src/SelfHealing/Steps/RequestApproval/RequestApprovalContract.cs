using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps.RequestApproval;

/// <summary>What RequestApproval gets.</summary>
/// <param name="Execution">The run's identity.</param>
/// <param name="TaskToken">The token to go on with.</param>
/// <param name="Service">The service that crashed.</param>
/// <param name="Crash">Its crash.</param>
/// <param name="Issue">How often, since when.</param>
/// <param name="Code">The code.</param>
/// <param name="Fix">The root cause and the change.</param>
/// <param name="Validation">The validated change.</param>
public sealed record RequestApprovalInput(
    string Execution,
    string TaskToken,
    ServiceSettings Service,
    CrashReport Crash,
    IssueClaim Issue,
    CodeAtCrash Code,
    ProposedFix Fix,
    Validation Validation)
{
    /// <summary>What the repository's tests said; null when they were not run.</summary>
    public Verification? Verification { get; init; }

    /// <summary>Which attempt gave the change, and what was wrong with the one before.</summary>
    public Attempt? Attempt { get; init; }
}

/// <summary>That the question was asked.</summary>
public sealed record ApprovalRequested;

/// <summary>A person's decision (<c>$.approval</c>).</summary>
/// <param name="Decision">Yes, no, once more, or none in time.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Approver">Who decided; empty when nobody did.</param>
/// <param name="At">When, UTC; null when nobody did.</param>
public sealed record Approval(ApprovalDecision Decision, string Reason, string Approver = "", DateTimeOffset? At = null)
{
    /// <summary>How it came: <c>page</c> or <c>command</c>; empty when nobody decided.</summary>
    public string Via { get; init; } = "";

    /// <summary>The network address that it came from; null for a command.</summary>
    public string? Address { get; init; }

    /// <summary>The browser that sent it, cut to 200 characters; null when none did.</summary>
    public string? Browser { get; init; }

    /// <summary>Which of the run's questions it answers, 1 for the first.</summary>
    public int Question { get; init; } = 1;
}

/// <summary>What a person decided.</summary>
public enum ApprovalDecision
{
    /// <summary>Commit it.</summary>
    Approved,

    /// <summary>Do not.</summary>
    Rejected,

    /// <summary>Make another attempt; the reason says what to do otherwise.</summary>
    Retry,

    /// <summary>Nobody answered in time.</summary>
    Expired,
}
