using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Spending;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Claims the crash's fingerprint, so that one run heals one bug; every other run only counts it.</summary>
public sealed class DedupeStep(IIssueStore issues, ICodeRepository repositories, ISpending spending, TimeProvider time)
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
            if (known is { Status: IssueStatus.PullRequestOpen } && !branchIsThere)
                known = known with { Attempts = CameBack(known.Attempts) };
            var now = time.GetUtcNow();
            var (outcome, reason) = ClaimRules.Decide(input.Crash, known, input.Execution, branchIsThere, now, input.Service.RetryRejected);
            if (outcome == DedupeOutcome.Heal && known?.Execution != input.Execution && await OverBudgetAsync(input.Service, cancellation) is { } overBudget)
                (outcome, reason) = (DedupeOutcome.Suppressed, overBudget);
            var next = Next(known, key, input, outcome, reason, now);
            if (await issues.TryPutAsync(next, cancellation))
                return new IssueClaim(outcome, reason, next.Occurrences, next.FirstSeen, next.LastSeen);
        }
    }

    // A run that the patterns may heal costs nothing until a model is asked; Generate looks again before it does.
    async Task<string?> OverBudgetAsync(ServiceSettings service, CancellationToken cancellation) =>
        ModelChoice.Of(service.Model).UsesPatterns
            ? null
            : await spending.RefusalAsync(service.Limits, service.Name, time.Today(), Spent.Nothing, cancellation);

    static Issue Next(Issue? known, IssueKey key, DedupeInput input, DedupeOutcome outcome, string reason, DateTimeOffset now)
    {
        var isRetry = outcome == DedupeOutcome.Heal && known?.Execution == input.Execution;
        var seen = known is null
            ? new Issue(key, IssueStatus.Healing, input.Execution, now, now, now, Occurrences: 1, Version: 1)
            : known with
            {
                Version = known.Version + 1,
                LastSeen = now,
                Occurrences = known.Occurrences + (isRetry ? 0 : 1),
            };
        return outcome switch
        {
            DedupeOutcome.Heal => seen with { Status = IssueStatus.Healing, Execution = input.Execution, ChangedAt = now, Reason = null, TaskToken = null },
            // Only what a person said no to keeps its status: the rest is free for a later run.
            DedupeOutcome.Suppressed when known?.Status != IssueStatus.Rejected || input.Crash.Outcome == ParseOutcome.NotACodeFault =>
                seen with { Status = IssueStatus.Suppressed, Reason = reason, TaskToken = null },
            _ => seen,
        };
    }

    static IReadOnlyList<PastAttempt> CameBack(IReadOnlyList<PastAttempt> attempts) =>
        [.. attempts.Select(attempt => attempt.Outcome == AttemptOutcome.Committed ? attempt with { Outcome = AttemptOutcome.CameBack } : attempt)];
}
