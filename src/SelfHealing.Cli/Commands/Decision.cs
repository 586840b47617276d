using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Commands;

/// <summary>A person's decision, as the waiting run takes it.</summary>
static class Decision
{
    public static JsonObject Approve(string reason, string approver, TimeProvider time) => Of(ApprovalDecision.Approved, reason, approver, time);

    public static JsonObject Reject(string reason, string approver, TimeProvider time) => Of(ApprovalDecision.Rejected, reason, approver, time);

    static JsonObject Of(ApprovalDecision decision, string reason, string approver, TimeProvider time) =>
        JsonSerializer.SerializeToNode(new Approval(decision, reason, approver, time.GetUtcNow()), StepJson.Default.Approval)!.AsObject();
}
