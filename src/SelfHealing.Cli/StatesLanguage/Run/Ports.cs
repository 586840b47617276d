using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Runs the work of Task states.</summary>
interface ITaskRunner
{
    /// <summary>
    /// Runs one attempt. With a task token it only hands the task out, and its answer is kept in the history alone.
    /// After a crash an attempt may be repeated, with the same token.
    /// </summary>
    /// <returns>The answer of the function, or the whole result of any other integration.</returns>
    /// <exception cref="TaskFailedException">The task failed. Any other exception stops the execution where it stands.</exception>
    Task<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken);
}

/// <summary>One attempt at a Task state.</summary>
/// <param name="Resource">The Resource of the state.</param>
/// <param name="FunctionName">The name or ARN of the Lambda function; null for other integrations.</param>
/// <param name="Payload">What the function gets, or all Parameters of another integration.</param>
/// <param name="Timeout">After this time the attempt is cancelled.</param>
/// <param name="RetryCount">0 for the first attempt.</param>
sealed record TaskCall(
    string ExecutionName,
    string StateName,
    string Resource,
    string? FunctionName,
    JsonNode? Payload,
    string? TaskToken,
    TimeSpan? Timeout,
    int RetryCount);

/// <summary>Stores executions.</summary>
interface ICheckpoints
{
    /// <summary>
    /// Stores the snapshot and the events that came since the last one, in one transaction. It is called before every effect:
    /// when it returns, a crash loses nothing that matters.
    /// </summary>
    Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken);
}

/// <summary>Watches executions, for live output. Calls come one at a time for each history, and must be quick.</summary>
interface IExecutionObserver
{
    void OnEvent(HistoryEvent added);

    /// <param name="attempt">1 for the first retry.</param>
    void OnRetry(string stateName, string? error, int attempt, TimeSpan delay);
}
