using SelfHealing.Approvals;

namespace SelfHealing.Ports;

/// <summary>Keeps one <see cref="PendingApproval"/> per run: its latest question. Writers never overwrite what they have not seen.</summary>
/// <exception cref="StoreUnavailableException">Thrown by every method when the store cannot be used now.</exception>
public interface IApprovalStore
{
    /// <summary>The run's question as it is now, read consistently; null when there is none.</summary>
    Task<PendingApproval?> FindAsync(string execution, CancellationToken cancellation);

    /// <summary>Writes the question if the stored one still has the version before (0: there is none yet).</summary>
    /// <returns>False when someone else wrote in between; nothing was written then.</returns>
    Task<bool> TryPutAsync(PendingApproval approval, CancellationToken cancellation);
}
