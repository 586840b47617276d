using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>A question that was put to a person, and the one answer to it.</summary>
/// <param name="Execution">The run that waits.</param>
/// <param name="TaskToken">The token that the run goes on with. It never leaves the store but to the state machine.</param>
/// <param name="LinkHash">The SHA-256 of the link's secret, in hexadecimal. The secret itself is only in the mail.</param>
/// <param name="CodeHash">The SHA-256 of the link's secret and the mail's confirmation code; null when none is asked for.</param>
/// <param name="Question">The artifact with all that was asked: change, commit, checks. Its name is its hash, so the answer is bound to it.</param>
/// <param name="Number">1 for the run's first question; each further attempt that a person asks for counts one up.</param>
/// <param name="ExpiresAt">From then on the link decides nothing, UTC.</param>
/// <param name="Version">Counts the writes; the first is 1.</param>
public sealed record PendingApproval(
    string Execution,
    string TaskToken,
    string LinkHash,
    string? CodeHash,
    string Question,
    int Number,
    DateTimeOffset ExpiresAt,
    long Version)
{
    /// <summary>The answer, once there is one. It is set once.</summary>
    public Approval? Decision { get; init; }

    /// <summary>True when the run has been told the answer.</summary>
    public bool IsDelivered { get; init; }

    /// <summary>How many confirmation codes were tried.</summary>
    public int CodesTried { get; init; }
}
