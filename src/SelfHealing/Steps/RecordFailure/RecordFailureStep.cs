using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Steps.RecordFailure;

/// <summary>Ends a run without a fix: lets the claim on the bug go and keeps the reason with it.</summary>
public sealed class RecordFailureStep(IIssueStore issues, TimeProvider time)
{
    /// <summary>Names the ending and records it, unless another run has taken the bug over.</summary>
    public async Task<Failure> RunAsync(RecordFailureInput input, CancellationToken cancellation)
    {
        var failure = HowItEnded(input.State);
        if (input.State.Crash is not { Fingerprint.Length: > 0 } crash)
            return failure;
        var key = new IssueKey(input.State.Service.Name, crash.Fingerprint);
        await issues.TryChangeAsync(
            key,
            input.Execution,
            issue => (Verdict(input, failure) is { } verdict ? issue.With(verdict) : issue) with
            {
                Status = StatusOf(failure.Ending),
                Reason = failure.Reason,
                TaskToken = null,
                ChangedAt = time.GetUtcNow(),
            },
            cancellation);
        return failure;
    }

    /// <summary>What the next run should know of this one's proposal; null when nothing was said against it.</summary>
    static PastAttempt? Verdict(RecordFailureInput input, Failure failure)
    {
        AttemptOutcome? outcome = failure.Ending switch
        {
            Ending.Rejected => AttemptOutcome.Rejected,
            Ending.Invalid => AttemptOutcome.Invalid,
            _ => null,
        };
        return outcome is { } verdict && input.State.Fix is { } fix
            ? new PastAttempt(input.Execution, verdict, fix.Author, fix.RootCause, input.State.Validation?.Patch, failure.Reason)
            : null;
    }

    static Failure HowItEnded(RunState state) => state switch
    {
        { Error: { Error: nameof(PullRequestClosedException) } closed } => new Failure(Ending.Rejected, MessageOf(closed)),
        { Error: { } error } => new Failure(Ending.Failed, MessageOf(error)),
        { Approval: { Decision: ApprovalDecision.Expired } expired } => new Failure(Ending.Expired, expired.Reason),
        { Approval: { Decision: ApprovalDecision.Rejected } rejected } => new Failure(Ending.Rejected, rejected.Reason),
        { Code: { Outcome: FetchOutcome.NotFound } code } => new Failure(Ending.Abstained, code.Reason),
        { Fix: { Outcome: GenerateOutcome.Abstained } fix } => new Failure(Ending.Abstained, fix.Reason),
        { Attempt.Problems: [var problem, ..] } => new Failure(Ending.Invalid, problem),
        _ => new Failure(Ending.Failed, "The run ended without a reason."),
    };

    static IssueStatus StatusOf(Ending ending) => ending switch
    {
        Ending.Abstained => IssueStatus.Abstained,
        Ending.Invalid => IssueStatus.Invalid,
        Ending.Rejected => IssueStatus.Rejected,
        Ending.Expired => IssueStatus.Expired,
        _ => IssueStatus.Failed,
    };

    // A function's error arrives as a JSON document in the cause, and so does a build that failed: with its links, which nobody is to see.
    static string MessageOf(CaughtError error)
    {
        try
        {
            if (error.Cause is { } cause && JsonNode.Parse(cause) is JsonObject document)
            {
                if (document["errorMessage"] is JsonValue message && message.TryGetValue(out string? text))
                    return text;
                var build = document["Build"] as JsonObject ?? document;
                if (build["BuildStatus"] is { } status)
                    return $"The build that runs the tests, {build["Id"]}, ended as {status}. Its log: {build["Logs"]?["DeepLink"]}";
            }
        }
        catch (JsonException)
        {
            // A plain sentence.
        }
        return string.IsNullOrEmpty(error.Cause) ? error.Error : error.Cause;
    }
}
