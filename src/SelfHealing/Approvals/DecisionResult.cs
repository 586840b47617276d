using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>What became of a decision.</summary>
public abstract record DecisionResult
{
    /// <summary>It came too late.</summary>
    public static readonly DecisionResult Expired = new Void("The time to decide is over.");

    /// <summary>The run goes on without it.</summary>
    public static readonly DecisionResult NotOpen = new Void("The run does not wait for this decision any more.");

    /// <summary>It counts.</summary>
    /// <param name="Decision">The decision.</param>
    public sealed record Taken(Approval Decision) : DecisionResult;

    /// <summary>There is one already, which stays.</summary>
    /// <param name="Decision">The decision that counts.</param>
    public sealed record AlreadyDecided(Approval Decision) : DecisionResult;

    /// <summary>Nothing was decided.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Void(string Reason) : DecisionResult;
}
