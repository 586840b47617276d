using SelfHealing.Ports;

namespace SelfHealing.Issues;

/// <summary>Changes to an issue by the run that has claimed it.</summary>
public static class ClaimedIssue
{
    /// <summary>Writes the change unless another run has taken the issue over.</summary>
    /// <returns>False when the run does not hold the issue (any more); nothing is written then.</returns>
    public static async Task<bool> TryChangeAsync(
        this IIssueStore issues, IssueKey key, string execution, Func<Issue, Issue> change, CancellationToken cancellation)
    {
        while (await issues.FindAsync(key, cancellation) is { } issue && issue.Execution == execution)
        {
            if (await issues.TryPutAsync(change(issue) with { Version = issue.Version + 1 }, cancellation))
                return true;
        }
        return false;
    }
}

/// <summary>A run goes on with a bug that another run has claimed since. Trying again does not help.</summary>
public sealed class ClaimLostException(string fingerprint)
    : Exception($"Another run has taken over the issue {fingerprint}. See `selfheal runs`.");
