using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Answers tasks with what the tasks of a recorded execution answered, in that order.</summary>
sealed class ReplayedTasks : ITaskRunner
{
    readonly Queue<RecordedEvent> answers = [];
    readonly Queue<RecordedEvent> outcomes = [];

    public ReplayedTasks(IReadOnlyList<RecordedEvent> history)
    {
        foreach (var recorded in history.Where(static recorded => recorded.Type.StartsWith("Task") || recorded.Type.StartsWith("Lambda")))
        {
            var waits = (string?)recorded.Details["resource"] is { } resource && resource.EndsWith(".waitForTaskToken");
            if (recorded.Type is "TaskSubmitted" && waits)
                answers.Enqueue(recorded);
            else if (IsEnd(recorded.Type) && waits)
                outcomes.Enqueue(recorded);
            else if (IsEnd(recorded.Type))
                answers.Enqueue(recorded);
        }
    }

    public async Task<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        // What a distributed iteration does is not in the history; the functions in question return what they get.
        if (!answers.TryDequeue(out var answer))
            return call.Payload;
        if (answer.Type.EndsWith("TimedOut"))
            await Task.Delay(Timeout.Infinite, cancellationToken);
        if (answer.Type.EndsWith("Failed"))
            throw new TaskFailedException(answer.Error!, answer.Cause!);
        return call.FunctionName is null || answer.Type.StartsWith("Lambda") ? answer.Output : answer.Output!["Payload"];
    }

    /// <summary>How the token was answered; null if that never happened.</summary>
    public TokenOutcome? NextOutcome()
    {
        var outcome = outcomes.Dequeue();
        return outcome.Type switch
        {
            "TaskSucceeded" => new TokenOutcome.Succeeded(outcome.Output),
            "TaskFailed" => new TokenOutcome.Failed(outcome.Error, outcome.Cause),
            _ => null,
        };
    }

    static bool IsEnd(string type) => type.EndsWith("Succeeded") || type.EndsWith("Failed") || type.EndsWith("TimedOut");
}
