using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// Runs executions of a state machine on this machine. Every transition is stored before its effect, and a stored execution
/// can be resumed by any process: after a crash, or when a token has been answered.
/// </summary>
/// <param name="random">Jitter, States.UUID, States.MathRandom.</param>
/// <param name="newToken">Makes task tokens; by default 256 random bits from the operating system, as a token is a credential.</param>
sealed class Execution(
    StateMachine machine,
    ITaskRunner tasks,
    TimeProvider time,
    Random random,
    ICheckpoints checkpoints,
    IExecutionObserver? observer = null,
    Func<string>? newToken = null)
{
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    /// <summary>Stores a new execution and goes on with it.</summary>
    /// <param name="name">Names the execution; part of its id.</param>
    public async Task<ExecutionResult> StartAsync(string name, JsonNode? input, CancellationToken cancellationToken) =>
        await ResumeAsync(await PrepareAsync(name, input, cancellationToken), null, cancellationToken);

    /// <summary>Stores a new execution, to be gone on with from its first state.</summary>
    public async Task<Snapshot> PrepareAsync(string name, JsonNode? input, CancellationToken cancellationToken)
    {
        var fits = Payload.Fits(input);
        input = fits ? Json.Adopt(input) : null;
        var information = new ExecutionInfo(ContextObject.ExecutionId(machine.Name, name), name, input, time.GetUtcNow());
        var services = Services(information, lastEventId: 0, answer: null);
        services.History.Add("ExecutionStarted", 0, null, new JsonObject { ["input"] = input?.DeepClone() });
        var start = new Position
        {
            State = machine.Graph.StartAt,
            Input = input,
            Variables = Assignment.Nothing,
            PreviousEventId = 0,
        };
        if (!fits)
        {
            return await EndAsync(
                services,
                start,
                new ExecutionResult.Failed(ErrorNames.DataLimitExceeded, $"The input is larger than {Payload.MaxBytes} bytes."),
                cancellationToken);
        }
        return await SaveAsync(services, start, null, cancellationToken);
    }

    /// <summary>Goes on with a stored execution. One that is over is not changed.</summary>
    /// <param name="answer">To a token that it waits for; null when there is none, or after a crash. To any other token it changes nothing.</param>
    public async Task<ExecutionResult> ResumeAsync(Snapshot snapshot, TokenAnswer? answer, CancellationToken cancellationToken)
    {
        if (snapshot.Result is not (null or ExecutionResult.Waiting))
            return snapshot.Result;
        var services = Services(snapshot.Execution, snapshot.LastEventId, answer);
        return await WalkAsync(services, snapshot.Position, cancellationToken);
    }

    ExecutionServices Services(ExecutionInfo information, long lastEventId, TokenAnswer? answer)
    {
        var watching = observer ?? new NoObserver();
        return new ExecutionServices(
            machine,
            information,
            tasks,
            time,
            new RandomSource(random),
            answer,
            newToken ?? (static () => RandomNumberGenerator.GetHexString(64, lowercase: true)),
            watching,
            new History(time, watching, lastEventId));
    }

    async Task<ExecutionResult> WalkAsync(
        ExecutionServices services, Position from, CancellationToken cancellationToken)
    {
        var deadline = services.Execution.StartTime + machine.Timeout;
        var walk = new Walk(
            services,
            machine.Graph,
            item: null,
            from,
            new GroupedSaves(position => SaveAsync(services, position, null, cancellationToken)).SaveAsync,
            others: null);
        using var timer = Timer(deadline);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        ExecutionResult result;
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            var end = await walk.RunAsync(stop.Token);
            result = end.Suspended is { Pending: var pending }
                ? new ExecutionResult.Waiting(pending.Token, walk.Position.State, pending.Since, Earlier(pending.ExpiresAt, deadline))
                : new ExecutionResult.Succeeded(end.Output);
        }
        catch (StatesErrorException error)
        {
            result = new ExecutionResult.Failed(error.Error, error.Cause);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            result = new ExecutionResult.TimedOut();
        }
        await EndAsync(services, walk.Position, result, cancellationToken);
        return result;
    }

    Task<Snapshot> EndAsync(
        ExecutionServices services, Position position, ExecutionResult result, CancellationToken cancellationToken)
    {
        var (type, details) = result switch
        {
            ExecutionResult.Succeeded succeeded => ("ExecutionSucceeded", new JsonObject { ["output"] = succeeded.Output?.DeepClone() }),
            ExecutionResult.Failed failed => ("ExecutionFailed", ErrorDetails.Add([], failed.Error, failed.Cause)),
            ExecutionResult.TimedOut => ("ExecutionTimedOut", []),
            _ => (null, []),
        };
        if (type is not null)
            services.History.Add(type, position.PreviousEventId, null, details);
        return SaveAsync(services, position, result, cancellationToken);
    }

    async Task<Snapshot> SaveAsync(ExecutionServices services, Position position, ExecutionResult? result, CancellationToken cancellationToken)
    {
        var events = services.History.TakeUnsaved();
        var snapshot = new Snapshot(services.Execution, position, services.History.LastId, result);
        await checkpoints.SaveAsync(snapshot, events, cancellationToken);
        return snapshot;
    }

    CancellationTokenSource Timer(DateTimeOffset? deadline)
    {
        var left = deadline - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return new CancellationTokenSource(TimeSpan.Zero, time);
        return new CancellationTokenSource(left is { } given && given < LongestTimer ? given : Timeout.InfiniteTimeSpan, time);
    }

    static DateTimeOffset? Earlier(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second < first ? second : first;
}
