using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Tasks that answer what they were told, per state; then they return their payload.</summary>
sealed class ScriptedTasks(IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> answers) : ITaskRunner
{
    readonly Dictionary<string, Queue<JsonObject>> left =
        answers.ToDictionary(static task => task.Key, static task => new Queue<JsonObject>(task.Value));

    public List<TaskCall> Calls { get; } = [];

    public Task<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        if (!left.TryGetValue(call.StateName, out var queue) || !queue.TryDequeue(out var answer))
            return Task.FromResult(call.Payload?.DeepClone());
        return answer["error"] is { } error
            ? throw new TaskFailedException(error.GetValue<string>(), answer["cause"]!.GetValue<string>())
            : Task.FromResult(answer["output"]?.DeepClone());
    }
}

/// <summary>Stores nothing.</summary>
sealed class NoCheckpoints : ICheckpoints
{
    public Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Keeps every snapshot, through its stored form, and every event.</summary>
sealed class KeptCheckpoints : ICheckpoints
{
    public List<Snapshot> Snapshots { get; } = [];

    public List<HistoryEvent> Events { get; } = [];

    public Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        Snapshots.Add(Snapshot.FromJson(snapshot.ToJson()));
        Events.AddRange(events);
        return Task.CompletedTask;
    }
}

/// <summary>A clock that jumps to where anybody waits for: every timer is due at once. Not for tasks with a timeout.</summary>
sealed class InstantTime : TimeProvider
{
    DateTimeOffset now = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return System.CreateTimer(callback, state, dueTime, period);
        now += dueTime;
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
