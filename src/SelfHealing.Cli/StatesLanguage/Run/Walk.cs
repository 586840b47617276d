using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>How a walk through a graph stopped.</summary>
readonly record struct WalkEnd(JsonNode? Output, Suspend? Suspended);

/// <summary>Goes from state to state through one graph: enters, tries and retries, catches, leaves.</summary>
/// <param name="others">The other branches; null for a whole execution.</param>
sealed class Walk(
    ExecutionServices services, StateGraph graph, MapItem? item, Position position, Checkpoint checkpoint, Stillness? others)
{
    public Position Position { get; private set; } = position;

    public long LastEventId => Position.PreviousEventId;

    /// <summary>A branch, from where it stands: it sees the variables, but what it assigns ends with it.</summary>
    public static Walk Inside(Visit visit, int index, StateGraph graph, MapItem? item, Position position, Stillness others) =>
        new(visit.Services, graph, item, position, visit.CheckpointOf(index, child: null), others);

    /// <summary>An execution of its own for an item of a distributed Map state.</summary>
    public static Walk Child(Visit visit, int index, ExecutionServices services, StateGraph graph, MapItem item, Position position, Stillness others) =>
        new(services, graph, item, position, visit.CheckpointOf(index, services.Execution), others);

    /// <exception cref="StatesErrorException">A state failed, and nothing in this graph caught it.</exception>
    public async Task<WalkEnd> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = graph.States[Position.State];
            var visit = new Visit(services, state, Position, item, checkpoint);
            try
            {
                if (Position.EnteredTime is null)
                    await EnterAsync(visit, cancellationToken);
                switch (await TryAsync(visit, cancellationToken))
                {
                    case MoveOn left:
                        Leave(visit, left);
                        if (left.Next is not { } next)
                        {
                            Position = visit.Position with { Branches = null };
                            return new WalkEnd(left.Output, null);
                        }
                        visit.Move(visit.Position.Next(next, left.Output, left.Variables));
                        break;
                    case Suspend suspended:
                        Position = visit.Position;
                        if (others is not null)
                        {
                            await visit.SaveAsync(cancellationToken);
                            await others.WaitAsync(cancellationToken);
                        }
                        return new WalkEnd(null, suspended);
                }
                Position = visit.Position;
            }
            catch (OperationCanceledException)
            {
                Position = visit.Position;
                TellAborted(visit);
                throw;
            }
            catch (StatesErrorException error)
            {
                Position = visit.Position;
                if (state is TaskState)
                    TellAborted(visit);
                throw error.At(state.Name, Position.EnteredEventId);
            }
        }
    }

    static async Task EnterAsync(Visit visit, CancellationToken cancellationToken)
    {
        var state = visit.State;
        visit.Tell(
            $"{state.Type}StateEntered", new JsonObject { ["name"] = state.Name, ["input"] = visit.Position.Input?.DeepClone() });
        visit.Move(visit.Position with { EnteredTime = visit.Now, EnteredEventId = visit.Position.PreviousEventId });
        await visit.SaveAsync(cancellationToken);
    }

    /// <summary>Runs the state until an attempt succeeds, an error is caught, or there is no retry left.</summary>
    async Task<StateOutcome> TryAsync(Visit visit, CancellationToken cancellationToken)
    {
        var (state, recovery) = (visit.State, visit.State.Recovery);
        while (true)
        {
            try
            {
                // A retry that was planned before a restart still waits for its time.
                if (state is not WaitState && visit.Position.ResumeAt is { } due)
                    await visit.PauseUntilAsync(due, cancellationToken);
                return Checked(state, await state.RunAsync(visit, cancellationToken));
            }
            catch (StatesErrorException raw)
            {
                var error = raw.At(state.Name, visit.Position.EnteredEventId);
                if (recovery.Retry(visit.Position, error, services.Random, visit.Now) is { } retry)
                {
                    visit.Move(retry.Position);
                    services.Observer.OnRetry(state.Name, error.Error, retry.Position.RetryCount, retry.Delay);
                    await visit.SaveAsync(cancellationToken);
                    continue;
                }
                if (state is MapState or ParallelState && !error.IsFromInterpreter)
                    visit.Tell($"{state.Type}StateFailed");
                if (recovery.Catch(error) is not { } catcher)
                    throw error;
                return Checked(state, catcher.Handle(visit, error));
            }
        }
    }

    static StateOutcome Checked(State state, StateOutcome outcome)
    {
        if (outcome is MoveOn left && !(Payload.Fits(left.Output) && left.Variables.Values.All(Payload.Fits)))
            throw StatesErrorException.TooLarge(state.Name);
        return outcome;
    }

    static void Leave(Visit visit, MoveOn left)
    {
        var details = new JsonObject { ["name"] = visit.State.Name, ["output"] = left.Output?.DeepClone() };
        if (left.Variables.Count > 0)
        {
            details["assignedVariables"] = new JsonObject(
                left.Variables.Select(static variable => KeyValuePair.Create(variable.Key, variable.Value?.DeepClone())));
        }
        visit.Tell($"{visit.State.Type}StateExited", details);
    }

    void TellAborted(Visit visit)
    {
        if (others is not null && visit.State is TaskState or WaitState or MapState or ParallelState)
            visit.TellAside($"{visit.State.Type}StateAborted");
    }
}
