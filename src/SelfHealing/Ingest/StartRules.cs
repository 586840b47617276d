using SelfHealing.Issues;
using SelfHealing.Steps.Dedupe;

namespace SelfHealing.Ingest;

/// <summary>What Ingest does about a crash.</summary>
enum StartDecision
{
    /// <summary>A run would surely only count it, so it is counted here.</summary>
    Count,

    /// <summary>A run is to be started.</summary>
    Start,

    /// <summary>A run was decided on a moment ago: it is started under the same name, in case it was not.</summary>
    StartAgain,
}

/// <summary>Whether a crash needs a run. It never claims: Dedupe decides in the run, and a run too many costs cents. docs/issues.md has the table for people.</summary>
static class StartRules
{
    /// <summary>A run claims its issue within this time after its start, retries included.</summary>
    public static readonly TimeSpan Arrival = TimeSpan.FromMinutes(15);

    /// <summary>After this time a run looks whether an open pull request was merged, and what failed is tried again.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    /// <summary>After this time it is tried again where the last try ended without a fix: the code may have changed.</summary>
    public static readonly TimeSpan Later = TimeSpan.FromDays(1);

    public static StartDecision Decide(Issue? known, Regression regression, DateTimeOffset now)
    {
        if (known is null)
            return StartDecision.Start;
        var hasRunOnItsWay = known.StartedAt is { } startedAt && known.ChangedAt <= startedAt && now - startedAt < Arrival;
        if (hasRunOnItsWay)
            return StartDecision.StartAgain;
        var lastMove = known.StartedAt is { } at ? Sighting.Later(at, known.ChangedAt) : known.ChangedAt;
        return now - lastMove >= PauseOf(known.Status) && IsWorthARun(known, regression, now) ? StartDecision.Start : StartDecision.Count;
    }

    static bool IsWorthARun(Issue known, Regression regression, DateTimeOffset now) =>
        known.Status == IssueStatus.PullRequestOpen
        || ClaimRules.Decide(known, execution: "", branchIsThere: true, regression, now).Outcome == DedupeOutcome.Heal;

    static TimeSpan PauseOf(IssueStatus status) => status switch
    {
        IssueStatus.New or IssueStatus.PullRequestOpen or IssueStatus.Failed or IssueStatus.Suppressed => Soon,
        IssueStatus.Abstained or IssueStatus.Invalid or IssueStatus.Expired => Later,
        _ => TimeSpan.Zero,
    };
}
