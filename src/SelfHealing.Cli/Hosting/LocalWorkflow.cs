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
        await GoAsync(await PrepareAsync(name, JsonNode.Parse(input), cancellation), null);
        return true;
    }

    /// <summary>Stores a run that this process is going to go on with: from then on it is not lost.</summary>
    public Task<Snapshot> PrepareAsync(string name, JsonNode? input, CancellationToken cancellation) =>
        NewExecution(runs).PrepareAsync(name, input, cancellation);

    public Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation) =>
        AnswerAsync(taskToken, new TokenOutcome.Succeeded(JsonNode.Parse(output)), cancellation);

    public Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation) =>
        AnswerAsync(taskToken, new TokenOutcome.Failed(error, cause), cancellation);

    /// <summary>Waits until a run ends, or waits for a person.</summary>
    public async Task WhenStillAsync(string name, CancellationToken cancellation)
    {
        if (!going.TryGetValue(name, out var run))
            return;
        try
        {
            await run.WaitAsync(cancellation);
        }
        finally
        {
            // Whoever waited has heard why it broke.
            if (run.IsCompleted)
                Forget(name, run);
        }
    }

    /// <summary>Goes on, in the background, with a run that this process owns. Back when something of it is stored: the answer is not lost then.</summary>
    /// <param name="answer">What it waited for; null for a run that was interrupted.</param>
    /// <exception cref="UsageException">The run stands in a state that the state machine does not have (any more).</exception>
    public async Task GoAsync(Snapshot snapshot, TokenAnswer? answer)
    {
        var name = snapshot.Execution.Name;
        if (!machine.Graph.States.ContainsKey(snapshot.Position.State))
            throw new UsageException($"The run {name} was started by another version of selfheal and stands in {snapshot.Position.State}, which this one does not know. Go on with that version.");
        var first = new FirstCheckpoint(runs);
        var run = Task.Run(() => NewExecution(first).ResumeAsync(snapshot, answer, stopping), stopping);
        going[name] = run;
        _ = run.ContinueWith(
            ended => Forget(name, ended),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        if (await Task.WhenAny(first.Saved, run) == run)
            await run;
    }

    async Task AnswerAsync(string token, TokenOutcome outcome, CancellationToken cancellation)
    {
        var name = await runs.FindByTokenAsync(token, cancellation) ?? throw new TaskTokenClosedException("No run waits with this token.");
        var snapshot = await runs.TakeAsync(name, time.GetUtcNow(), cancellation)
            ?? throw new WorkflowUnavailableException($"Another process goes on with the run {name}. Look again in a minute.");
        // Between the two looks, someone else may have answered, and died on the way to the end: then nothing waits for the token.
        await GoAsync(snapshot, new TokenAnswer(token, outcome));
    }

    void Forget(string name, Task run) => going.TryRemove(KeyValuePair.Create(name, run));

    Execution NewExecution(ICheckpoints checkpoints) =>
        new(machine, steps, time, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), checkpoints, observer);

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
