using SelfHealing.Issues;

namespace SelfHealing.Ports;

/// <summary>Keeps one <see cref="Issue"/> per bug. Writers never overwrite what they have not seen.</summary>
/// <exception cref="StoreUnavailableException">Thrown by every method when the store cannot be used now.</exception>
public interface IIssueStore
{
    /// <summary>The issue as it is now; null when there is none.</summary>
    Task<Issue?> FindAsync(IssueKey key, CancellationToken cancellation);

    /// <summary>Writes the issue if the stored one still has the version before (0: there is none yet).</summary>
    /// <returns>False when someone else wrote in between; nothing was written then.</returns>
    Task<bool> TryPutAsync(Issue issue, CancellationToken cancellation);

    /// <summary>The issues in a status, or all for null, the ones changed longest ago first.</summary>
    Task<IReadOnlyList<Issue>> ListAsync(IssueStatus? status, CancellationToken cancellation);

    /// <summary>Removes the issue if it is stored as it is given, by its version.</summary>
    /// <returns>False when someone wrote in between, or it is gone.</returns>
    Task<bool> TryRemoveAsync(Issue issue, CancellationToken cancellation);
}
