using SelfHealing.Issues;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Who heals a bug that was seen before. docs/issues.md has the same table for people.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>not a fault of the code</term><description>suppressed, counted</description></item>
/// <item><term>never seen; new; abstained; invalid; expired; failed</term><description>this run heals it</description></item>
/// <item><term>healing, claimed by this run</term><description>this run heals it (a retry)</description></item>
/// <item><term>healing for over an hour</term><description>the other run is dead: this run heals it</description></item>
/// <item><term>healing; awaiting approval</term><description>duplicate</description></item>
/// <item><term>pull request open, its branch there</term><description>duplicate</description></item>
/// <item><term>pull request open, its branch gone</term><description>this run heals it</description></item>
/// <item><term>merged, and the fix was not running when it crashed (<see cref="Regression"/>)</term><description>duplicate</description></item>
/// <item><term>merged, and the fix was running</term><description>a regression: this run heals it</description></item>
/// <item><term>rejected</term><description>suppressed, until a person clears it or it is forgotten</description></item>
/// </list>
/// </remarks>
public static class ClaimRules
{
    /// <summary>A run that has worked on a claim for longer than this is taken for dead.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    /// <summary>The decision on a crash that a run has read, and the reason in a sentence.</summary>
    public static (DedupeOutcome Outcome, string Reason) Decide(
        CrashReport crash, Issue? known, string execution, bool branchIsThere, DateTimeOffset now, TimeSpan? deployGrace = null) =>
        crash.Outcome == ParseOutcome.NotACodeFault
            ? (DedupeOutcome.Suppressed, crash.Reason)
            : Decide(known, execution, branchIsThere, new Regression(crash.LoggedAt ?? now, Version: null, deployGrace), now);

    /// <summary>The decision on a fault of the code.</summary>
    public static (DedupeOutcome Outcome, string Reason) Decide(
        Issue? known, string execution, bool branchIsThere, Regression regression, DateTimeOffset now)
    {
        switch (known?.Status)
        {
            case null or IssueStatus.New:
                return (DedupeOutcome.Heal, "First seen now.");
            case IssueStatus.Healing or IssueStatus.AwaitingApproval when known.Execution == execution:
                return (DedupeOutcome.Heal, "Claimed by this run before.");
            case IssueStatus.Healing when now - known.ChangedAt < Lease:
                return (DedupeOutcome.Duplicate, $"Run {known.Execution} is healing it.");
            case IssueStatus.Healing:
                return (DedupeOutcome.Heal, $"Run {known.Execution} stopped without an end; taken over.");
            case IssueStatus.AwaitingApproval:
                return (DedupeOutcome.Duplicate, $"Run {known.Execution} waits for approval of its fix.");
            case IssueStatus.PullRequestOpen when branchIsThere:
                return (DedupeOutcome.Duplicate, $"Run {known.Execution} healed it: branch {known.Branch}.");
            case IssueStatus.PullRequestOpen:
                return (DedupeOutcome.Heal, $"Healed before, but the branch {known.Branch} is gone.");
            case IssueStatus.Merged:
                return regression.WhyNot(known) is { } why ? (DedupeOutcome.Duplicate, why) : (DedupeOutcome.Heal, Regression.Why(known));
            case IssueStatus.Rejected:
                return (DedupeOutcome.Suppressed, $"A fix was rejected: {known.Reason}");
            default:
                return (DedupeOutcome.Heal, $"Tried before by run {known.Execution} ({known.Status}); tried again.");
        }
    }
}
