using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Steps.RequestApproval;

/// <summary>Asks a person. The run waits until the answer comes with the task token.</summary>
public sealed class RequestApprovalStep(IIssueStore issues, IArtifactStore artifacts, INotifier notifier, TimeProvider time)
{
    /// <summary>Keeps the token with the issue, then sends the question.</summary>
    /// <exception cref="ClaimLostException">Another run has taken the bug over.</exception>
    public async Task<ApprovalRequested> RunAsync(RequestApprovalInput input, CancellationToken cancellation)
    {
        var key = new IssueKey(input.Service.Name, input.Crash.Fingerprint);
        var waits = await issues.TryChangeAsync(
            key,
            input.Execution,
            issue => issue with { Status = IssueStatus.AwaitingApproval, TaskToken = input.TaskToken, ChangedAt = time.GetUtcNow() },
            cancellation);
        if (!waits)
            throw new ClaimLostException(key.Fingerprint);
        var patch = await artifacts.GetJsonAsync(input.Validation.Patch!, StepJson.Default.Patch, cancellation);
        await notifier.AskAsync(ApprovalMessage.Compose(input, patch), cancellation);
        return new ApprovalRequested();
    }
}
