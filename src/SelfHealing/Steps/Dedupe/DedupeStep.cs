using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Spending;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Claims the crash's fingerprint, so that one run heals one bug; every other run only counts it.</summary>
public sealed class DedupeStep(
    IIssueStore issues, ICodeRepository repositories, ICodeHost host, ISpending spending, Redactor redactor, TimeProvider time)
{
    /// <summary>Counts the crash and decides whether this run heals it. Safe to repeat for the same run.</summary>
    public Task<IssueClaim> RunAsync(DedupeInput input, CancellationToken cancellation) => issues.ChangeAsync(
        new IssueKey(input.Service.Name, input.Crash.Fingerprint),
        input.Execution,
        async found =>
        {
            var (known, branchIsThere, ended) = await LookAsync(found, input.Service, cancellation);
            var now = time.GetUtcNow();
            var (outcome, reason) = ClaimRules.Decide(
                input.Crash, known, input.Execution, branchIsThere, now, input.Service.DeployGrace, input.Service.RetryRejected);
            if (outcome == DedupeOutcome.Heal && known?.Execution != input.Execution && await OverBudgetAsync(input.Service, cancellation) is { } overBudget)
                (outcome, reason) = (DedupeOutcome.Suppressed, overBudget);
            var next = Next(known, input, outcome, reason, now);
            var claim = new IssueClaim(outcome, reason, next.Occurrences, next.FirstSeen, next.LastSeen)
            {
                Regression = outcome == DedupeOutcome.Heal && known?.Status == IssueStatus.Merged,
                Ended = ended,
            };
            return (next, claim);
        },
        time,
        cancellation);

    // Once there is a pull request, what has become of the bug is known outside.
    async Task<(Issue? Known, bool BranchIsThere, EndedPullRequest? Ended)> LookAsync(Issue? known, ServiceSettings service, CancellationToken cancellation)
    {
        if (known is not { Status: IssueStatus.PullRequestOpen })
            return (known, BranchIsThere: false, Ended: null);
        if (known.PullRequest is { } url && await host.FateOfAsync(url, cancellation) is { } fate)
        {
            var now = time.GetUtcNow();
            return (known.After(fate, redactor, now), BranchIsThere: true, fate.Ended(now));
        }
        var isThere = known.Branch is { } branch && await repositories.HasBranchAsync(service.Repository, branch, cancellation);
        return (isThere ? known : known with { Attempts = CameBack(known.Attempts) }, isThere, Ended: null);
    }

    // A run that the patterns may heal costs nothing until a model is asked; Generate looks again before it does.
    async Task<string?> OverBudgetAsync(ServiceSettings service, CancellationToken cancellation) =>
        ModelChoice.Of(service.Model).UsesPatterns
            ? null
            : await spending.RefusalAsync(service.Limits, service.Name, time.Today(), Spent.Nothing, cancellation);

    static Issue Next(Issue? known, DedupeInput input, DedupeOutcome outcome, string reason, DateTimeOffset now)
    {
        // A retry has counted the crash before, and whoever starts a run for a log stream counts it then.
        var isCounted = known is not null && (known.Execution == input.Execution || known.Started == input.Execution);
        var next = known switch
        {
            null => Issue.New(new IssueKey(input.Service.Name, input.Crash.Fingerprint), Sighting.At(now), now),
            _ when isCounted => known,
            _ => known.Seen(Sighting.At(now)),
        };
        return outcome switch
        {
            DedupeOutcome.Heal => next with
            {
                Status = IssueStatus.Healing,
                Execution = input.Execution,
                ChangedAt = now,
                Reason = null,
                TaskToken = null,
                Attempts = known?.Status == IssueStatus.Merged ? CameBack(next.Attempts) : next.Attempts,
            },
            // Only what a person said no to keeps its status: the rest is free for a later run.
            DedupeOutcome.Suppressed when known?.Status != IssueStatus.Rejected || input.Crash.Outcome == ParseOutcome.NotACodeFault =>
                next with { Status = IssueStatus.Suppressed, Reason = reason, TaskToken = null },
            _ => next,
        };
    }

    static IReadOnlyList<PastAttempt> CameBack(IReadOnlyList<PastAttempt> attempts) =>
        [.. attempts.Select(attempt => attempt.Outcome == AttemptOutcome.Committed ? attempt with { Outcome = AttemptOutcome.CameBack } : attempt)];
}
