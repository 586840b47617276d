using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Hosting;

/// <summary>The state machine in this process: runs go on in the background, until they end or wait.</summary>
/// <param name="stopping">Stops the runs; their checkpoints stay.</param>
sealed class LocalWorkflow(
    StateMachine machine, ITaskRunner steps, Runs runs, IExecutionObserver observer, TimeProvider time, CancellationToken stopping) : IWorkflow
{
    readonly ConcurrentDictionary<string, Task> going = new(StringComparer.Ordinal);

    public async Task<bool> StartAsync(string name, string input, CancellationToken cancellation)
    {
        if (await runs.ExistsAsync(name, cancellation))
            return false;
        await GoAsync(name, execution => execution.StartAsync(name, JsonNode.Parse(input), stopping));
        return true;
    }

    public Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation) =>
        AnswerAsync(taskToken, new TokenOutcome.Succeeded(JsonNode.Parse(output)), cancellation);

    public Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation) =>
        AnswerAsync(taskToken, new TokenOutcome.Failed(error, cause), cancellation);

    /// <summary>Waits until a run ends, or waits for a person.</summary>
    public Task WhenStillAsync(string name, CancellationToken cancellation) =>
        going.TryGetValue(name, out var run) ? run.WaitAsync(cancellation) : Task.CompletedTask;

    async Task AnswerAsync(string token, TokenOutcome outcome, CancellationToken cancellation)
    {
        var snapshot = await runs.FindWaitingAsync(token, cancellation) ?? throw new TaskTokenClosedException("No run waits with this token.");
        var name = snapshot.Execution.Name;
        if (!await runs.TryTakeAsync(name, token, time.GetUtcNow(), cancellation))
            throw new WorkflowUnavailableException($"Another process goes on with the run {name}. Look again in a minute.");
        await GoAsync(name, execution => execution.ResumeAsync(snapshot, outcome, stopping));
    }

    // Back when the run is stored as going on: from then on, nothing of what started it is lost.
    async Task GoAsync(string name, Func<Execution, Task> go)
    {
        var first = new FirstCheckpoint(runs);
        var execution = new Execution(machine, steps, time, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), first, observer);
        var run = Task.Run(() => go(execution), stopping);
        going[name] = run;
        if (await Task.WhenAny(first.Saved, run) == run)
            await run;
    }

    sealed class FirstCheckpoint(ICheckpoints checkpoints) : ICheckpoints
    {
        readonly TaskCompletionSource saved = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Saved => saved.Task;

        public async Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
        {
            await checkpoints.SaveAsync(snapshot, events, cancellationToken);
            saved.TrySetResult();
        }
    }
}
