using SelfHealing.Issues;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Who heals a bug that was seen before.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>not a fault of the code</term><description>suppressed, counted</description></item>
/// <item><term>never seen; abstained; invalid; expired; failed</term><description>this run heals it</description></item>
/// <item><term>healing, claimed by this run</term><description>this run heals it (a retry)</description></item>
/// <item><term>healing for over an hour</term><description>the other run is dead: this run heals it</description></item>
/// <item><term>healing; awaiting approval</term><description>duplicate</description></item>
/// <item><term>pull request open, its branch there</term><description>duplicate</description></item>
/// <item><term>pull request open, its branch gone</term><description>this run heals it</description></item>
/// <item><term>merged within a day</term><description>duplicate: the fix may not be deployed yet</description></item>
/// <item><term>merged before that</term><description>the fix did not hold: this run heals it</description></item>
/// <item><term>rejected</term><description>suppressed, until a person clears it</description></item>
/// </list>
/// </remarks>
public static class ClaimRules
{
    /// <summary>A run that has worked on a claim for longer than this is taken for dead.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    /// <summary>A crash so soon after its fix was merged is taken for one of the version before.</summary>
    public static readonly TimeSpan Deployment = TimeSpan.FromDays(1);

    /// <summary>The decision, and the reason in a sentence.</summary>
    public static (DedupeOutcome Outcome, string Reason) Decide(
        CrashReport crash, Issue? known, string execution, bool branchIsThere, DateTimeOffset now)
    {
        if (crash.Outcome == ParseOutcome.NotACodeFault)
            return (DedupeOutcome.Suppressed, crash.Reason);
        if (known is null)
            return (DedupeOutcome.Heal, "First seen now.");
        switch (known.Status)
        {
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
            case IssueStatus.Merged when known.EndedAt is { } merged && now - merged < Deployment:
                return (DedupeOutcome.Duplicate, $"Its fix {known.PullRequest} was merged on {merged:yyyy-MM-dd HH:mm} UTC, and may not be deployed yet.");
            case IssueStatus.Rejected:
                return (DedupeOutcome.Suppressed, $"A fix was rejected: {known.Reason}");
            default:
                return (DedupeOutcome.Heal, $"Tried before by run {known.Execution} ({known.Status}); tried again.");
        }
    }
}
