using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Claims the crash's fingerprint, so that one run heals one bug; every other run only counts it.</summary>
public sealed class DedupeStep(IIssueStore issues, ICodeRepository repositories, ICodeHost host, TimeProvider time)
{
    /// <summary>Counts the crash and decides whether this run heals it. Safe to repeat for the same run.</summary>
    public Task<IssueClaim> RunAsync(DedupeInput input, CancellationToken cancellation) => issues.ChangeAsync(
        new IssueKey(input.Service.Name, input.Crash.Fingerprint),
        input.Execution,
        async found =>
        {
            var (known, branchIsThere) = await LookAsync(found, input.Service, cancellation);
            var now = time.GetUtcNow();
            var (outcome, reason) = ClaimRules.Decide(input.Crash, known, input.Execution, branchIsThere, now, input.Service.DeployGrace);
            var next = Next(known, input, outcome, reason, now);
            return (next, new IssueClaim(outcome, reason, next.Occurrences, next.FirstSeen, next.LastSeen));
        },
        time,
        cancellation);

    // Once there is a pull request, what has become of the bug is known outside.
    async Task<(Issue? Known, bool BranchIsThere)> LookAsync(Issue? known, ServiceSettings service, CancellationToken cancellation)
    {
        if (known is not { Status: IssueStatus.PullRequestOpen })
            return (known, BranchIsThere: false);
        if (known.PullRequest is { } url && await host.FateOfAsync(url, cancellation) is { } fate)
            return (known.After(fate, time.GetUtcNow()), BranchIsThere: true);
        return (known, known.Branch is { } branch && await repositories.HasBranchAsync(service.Repository, branch, cancellation));
    }

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
            DedupeOutcome.Heal => next with { Status = IssueStatus.Healing, Execution = input.Execution, ChangedAt = now, Reason = null, TaskToken = null },
            DedupeOutcome.Suppressed when input.Crash.Outcome == ParseOutcome.NotACodeFault => next with { Status = IssueStatus.Suppressed, Reason = reason },
            _ => next,
        };
    }
}
