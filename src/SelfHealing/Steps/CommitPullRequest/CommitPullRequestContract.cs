using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps.CommitPullRequest;

/// <summary>What CommitPullRequest gets.</summary>
/// <param name="Execution">The run's identity.</param>
/// <param name="State">What the run knows.</param>
public sealed record CommitPullRequestInput(string Execution, ApprovedRun State)
{
    /// <summary>The run's ARN, where it has one with a page to link to.</summary>
    public string? ExecutionArn { get; init; }
}

/// <summary>The state of a run whose fix a person has approved.</summary>
/// <param name="Service">The service that crashed.</param>
/// <param name="Crash">Its crash.</param>
/// <param name="Issue">How often, since when.</param>
/// <param name="Code">The code.</param>
/// <param name="Fix">The root cause and the change.</param>
/// <param name="Validation">The validated change.</param>
/// <param name="Approval">The decision.</param>
public sealed record ApprovedRun(
    ServiceSettings Service,
    CrashReport Crash,
    IssueClaim Issue,
    CodeAtCrash Code,
    ProposedFix Fix,
    Validation Validation,
    Approval Approval)
{
    /// <summary>What the tests said; null when the service has no test command.</summary>
    public Verification? Verification { get; init; }
}

/// <summary>The branch and pull request (<c>$.pullRequest</c>).</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Commit">Its one commit.</param>
/// <param name="Url">The pull request's address; null where there is only the branch.</param>
/// <param name="Text">The artifact with the pull request's text.</param>
/// <param name="Notes">What the host did not do, each in a sentence.</param>
public sealed record OpenedPullRequest(string Branch, string Commit, string? Url, string Text, IReadOnlyList<string> Notes);
