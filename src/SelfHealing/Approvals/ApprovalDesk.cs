using System.Text.Json;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>Takes decisions, from whichever door they come: page or command. A question is decided once.</summary>
/// <remarks>The decision is recorded before the run is told, so a process that dies in between leaves what <see cref="DeliverAsync"/> finishes.</remarks>
public sealed class ApprovalDesk(
    IApprovalStore approvals, IIssueStore issues, IArtifactStore artifacts, ICodeRepository repositories, IWorkflow workflow, TimeProvider time)
{
    readonly BranchCheck branch = new(repositories, artifacts);

    /// <summary>What was asked.</summary>
    public Task<RequestApprovalInput> QuestionAsync(PendingApproval pending, CancellationToken cancellation) =>
        artifacts.GetJsonAsync(pending.Question, StepJson.Default.RequestApprovalInput, cancellation);

    /// <summary>Whether another attempt may be asked for: not of the repair patterns, which would repeat themselves, and not for ever.</summary>
    public static bool MayRetry(PendingApproval pending, RequestApprovalInput question) =>
        pending.Number < ApprovalSettings.MostQuestions && ModelChoice.Of(question.Service.Model).Model is not null;

    /// <summary>Whether an answer would still reach the run.</summary>
    public async Task<bool> IsOpenAsync(PendingApproval pending, RequestApprovalInput question, CancellationToken cancellation)
    {
        var issue = await issues.FindAsync(new IssueKey(question.Service.Name, question.Crash.Fingerprint), cancellation);
        return issue is not null && issue.Execution == pending.Execution && issue.TaskToken == pending.TaskToken;
    }

    /// <summary>Records the decision and tells the run, unless there is one already or the question is closed.</summary>
    /// <exception cref="RepositoryUnreachableException">Whether the change still fits cannot be seen now. Nothing was decided.</exception>
    public async Task<DecisionResult> DecideAsync(PendingApproval pending, Approval decision, CancellationToken cancellation)
    {
        var question = await QuestionAsync(pending, cancellation);
        for (; ; )
        {
            if (pending.Decision is { } earlier)
            {
                await DeliverAsync(pending, cancellation);
                return new DecisionResult.AlreadyDecided(earlier);
            }
            if (await RefusalAsync(pending, question, decision, cancellation) is { } refusal)
                return refusal;
            var decided = pending with { Decision = decision, Version = pending.Version + 1 };
            if (await approvals.TryPutAsync(decided, cancellation))
            {
                await DeliverAsync(decided, cancellation);
                return new DecisionResult.Taken(decision);
            }
            var now = await approvals.FindAsync(pending.Execution, cancellation);
            if (now is null || now.TaskToken != pending.TaskToken)
                return DecisionResult.NotOpen;
            pending = now;
        }
    }

    /// <summary>Tells the run its answer if it has not been told. Safe to repeat.</summary>
    public async Task DeliverAsync(PendingApproval decided, CancellationToken cancellation)
    {
        if (decided.IsDelivered || decided.Decision is not { } decision)
            return;
        try
        {
            await workflow.SendTaskSuccessAsync(decided.TaskToken, JsonSerializer.Serialize(decision, StepJson.Default.Approval), cancellation);
        }
        catch (TaskTokenClosedException)
        {
            // It was told before the mark was set, or has ended.
        }
        await approvals.TryPutAsync(decided with { IsDelivered = true, Version = decided.Version + 1 }, cancellation);
    }

    async Task<DecisionResult?> RefusalAsync(
        PendingApproval pending, RequestApprovalInput question, Approval decision, CancellationToken cancellation)
    {
        if (time.GetUtcNow() >= pending.ExpiresAt)
            return DecisionResult.Expired;
        if (!await IsOpenAsync(pending, question, cancellation))
            return DecisionResult.NotOpen;
        if (decision.Decision == ApprovalDecision.Retry && !MayRetry(pending, question))
            return new DecisionResult.Void("No further attempt can be asked for. Approve this one or reject it.");
        return decision.Decision == ApprovalDecision.Approved && await branch.ProblemAsync(question, cancellation) is { } problem
            ? new DecisionResult.Void(problem)
            : null;
    }
}
