using Microsoft.Extensions.Time.Testing;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Runs the machine of a recorded execution again, on a clock of its own, and keeps its history.</summary>
sealed class Replay(RecordedExecution recorded) : ICheckpoints
{
    // The recordings with times in their input were made then.
    static readonly DateTimeOffset Recorded = new(2026, 11, 23, 21, 46, 54, TimeSpan.Zero);

    // More seconds than any recorded execution waits, but for the one that waits for 68 years.
    const int Patience = 200;

    readonly FakeTimeProvider clock = new(Recorded);
    readonly List<HistoryEvent> events = [];
    Snapshot? last;

    public IReadOnlyList<HistoryEvent> Events => events;

    /// <summary>Null if the execution was still busy waiting in the end.</summary>
    public async Task<ExecutionResult?> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var machine = StateMachine.Load(recorded.Definition, new Dictionary<string, string>(), "recorded.asl.json", recorded.Integrations);
        var tasks = new ReplayedTasks(recorded.History);
        var execution = new Execution(machine, tasks, clock, new Random(1), this);
        var result = await PumpAsync(execution.StartAsync("run", recorded.Input, stop.Token));
        while (result is ExecutionResult.Waiting waiting)
        {
            var outcome = tasks.NextOutcome();
            if (outcome is null && waiting.ExpiresAt is { } expiry)
                clock.SetUtcNow(expiry);
            result = await PumpAsync(execution.ResumeAsync(last!, outcome is null ? null : new TokenAnswer(waiting.Token, outcome), stop.Token));
        }
        await stop.CancelAsync();
        return result;
    }

    public Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> added, CancellationToken cancellationToken)
    {
        // Through its stored form, as a host would have it.
        last = Snapshot.FromJson(snapshot.ToJson());
        events.AddRange(added);
        return Task.CompletedTask;
    }

    async Task<ExecutionResult?> PumpAsync(Task<ExecutionResult> running)
    {
        for (var i = 0; i < Patience && !running.IsCompleted; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(1));
        }
        return running.IsCompleted ? await running : null;
    }
}
