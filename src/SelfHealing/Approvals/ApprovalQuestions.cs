using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>Opens questions to people.</summary>
public sealed class ApprovalQuestions(
    IApprovalStore approvals, IArtifactStore artifacts, ApprovalSettings settings, Func<int, byte[]> random, TimeProvider time)
{
    /// <summary>Stores the question under a new link. A link that the run has sent before leads nowhere then.</summary>
    /// <returns>What the message says of it; null when the run has its answer already.</returns>
    public async Task<OpenQuestion?> AskAsync(RequestApprovalInput input, CancellationToken cancellation)
    {
        var question = await artifacts.PutJsonAsync("question", input with { TaskToken = "" }, StepJson.Default.RequestApprovalInput, cancellation);
        for (; ; )
        {
            var known = await approvals.FindAsync(input.Execution, cancellation);
            if (known is { Decision: not null } && known.TaskToken == input.TaskToken)
                return null;
            var link = ApprovalLink.New(input.Execution, random);
            var code = settings.AsksForCode ? ApprovalLink.NewCode(random) : null;
            var pending = new PendingApproval(
                input.Execution,
                input.TaskToken,
                link.Hash,
                code is null ? null : link.HashOfCode(code),
                question,
                NumberAfter(known),
                time.GetUtcNow() + ApprovalSettings.Lifetime,
                (known?.Version ?? 0) + 1);
            if (await approvals.TryPutAsync(pending, cancellation))
                return new OpenQuestion(settings.Address is { } page ? link.At(page) : null, code, pending.Number, pending.ExpiresAt);
        }
    }

    // A step that is repeated asks the same question again.
    static int NumberAfter(PendingApproval? known) => known switch
    {
        null => 1,
        { Decision.Decision: ApprovalDecision.Retry } => known.Number + 1,
        _ => known.Number,
    };
}

/// <summary>A question that waits for its answer.</summary>
/// <param name="Link">Where to answer; null when there is no page.</param>
/// <param name="Code">The confirmation code; null when none is asked for.</param>
/// <param name="Number">1 for the run's first question.</param>
/// <param name="ExpiresAt">Until when, UTC.</param>
public sealed record OpenQuestion(Uri? Link, string? Code, int Number, DateTimeOffset ExpiresAt);
