using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Claims the crash's fingerprint, so that one run heals one bug; every other run only counts it.</summary>
public sealed class DedupeStep(IIssueStore issues, ICodeRepository repositories, TimeProvider time)
{
    /// <summary>Counts the crash and decides whether this run heals it. Safe to repeat for the same run.</summary>
    public async Task<IssueClaim> RunAsync(DedupeInput input, CancellationToken cancellation)
    {
        var key = new IssueKey(input.Service.Name, input.Crash.Fingerprint);
        for (; ; )
        {
            var known = await issues.FindAsync(key, cancellation);
            var branchIsThere = known is { Status: IssueStatus.PullRequestOpen, Branch: { } branch }
                && await repositories.HasBranchAsync(input.Service.Repository, branch, cancellation);
            var now = time.GetUtcNow();
            var (outcome, reason) = ClaimRules.Decide(input.Crash, known, input.Execution, branchIsThere, now);
            var next = Next(known, key, input, outcome, reason, now);
            if (await issues.TryPutAsync(next, cancellation))
                return new IssueClaim(outcome, reason, next.Occurrences, next.FirstSeen, next.LastSeen);
        }
    }

    static Issue Next(Issue? known, IssueKey key, DedupeInput input, DedupeOutcome outcome, string reason, DateTimeOffset now)
    {
        var isRetry = outcome == DedupeOutcome.Heal && known?.Execution == input.Execution;
        var seen = known is null
            ? new Issue(key, IssueStatus.Healing, input.Execution, now, now, now, Occurrences: 1, Version: 1)
            : known with { Version = known.Version + 1, LastSeen = now, Occurrences = known.Occurrences + (isRetry ? 0 : 1) };
        return outcome switch
        {
            DedupeOutcome.Heal => seen with { Status = IssueStatus.Healing, Execution = input.Execution, ChangedAt = now, Reason = null, TaskToken = null },
            DedupeOutcome.Suppressed when input.Crash.Outcome == ParseOutcome.NotACodeFault => seen with { Status = IssueStatus.Suppressed, Reason = reason },
            _ => seen,
        };
    }
}
