using SelfHealing.Approvals;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;

namespace SelfHealing.Steps.RequestApproval;

/// <summary>Asks a person. The run waits until the answer comes with the task token.</summary>
/// <param name="issues">Where the token is kept.</param>
/// <param name="artifacts">Where the change is.</param>
/// <param name="questions">What opens the question; null where the run is answered by its token alone.</param>
/// <param name="notifier">What tells people.</param>
/// <param name="redactor">What takes secrets out of the message.</param>
/// <param name="time">The clock.</param>
public sealed class RequestApprovalStep(
    IIssueStore issues, IArtifactStore artifacts, ApprovalQuestions? questions, INotifier notifier, Redactor redactor, TimeProvider time)
{
    /// <summary>Keeps the token with the issue, opens the question, then sends it. Repeated, it sends a new link, and the one before leads nowhere.</summary>
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
        OpenQuestion? question = null;
        if (questions is not null)
        {
            question = await questions.AskAsync(input, cancellation);
            if (question is null)
                return new ApprovalRequested();
        }
        var patch = await artifacts.GetJsonAsync(input.Validation.Patch!, StepJson.Default.Patch, cancellation);
        await notifier.AskAsync(ApprovalMessage.Compose(input, patch, question, redactor), cancellation);
        return new ApprovalRequested();
    }
}
