using SelfHealing.Cli.Hosting;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Commands;

/// <summary>A person's decision on the command line.</summary>
static class Decision
{
    public static Approval Approve(string reason, Surroundings surroundings) => Of(ApprovalDecision.Approved, reason, surroundings);

    public static Approval Reject(string reason, Surroundings surroundings) => Of(ApprovalDecision.Rejected, reason, surroundings);

    static Approval Of(ApprovalDecision decision, string reason, Surroundings surroundings) =>
        new(decision, reason, surroundings.User, surroundings.Time.GetUtcNow()) { Via = "command" };
}
