using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The iterations of one attempt at a Map state.</summary>
sealed class MapIterations(MapState state, Visit visit, JsonNode? input, JsonArray items)
{
    /// <summary>Iterations as part of this execution. The first one that fails fails the state.</summary>
    public async Task<IReadOnlyList<JsonNode?>> RunInlineAsync(int concurrency, CancellationToken cancellationToken)
    {
        var started = visit.Position.PreviousEventId;
        var last = started;

        async Task<JsonNode?> RunAsync(int index, CancellationToken stop)
        {
            // One after the other, each iteration follows from the one before.
            var iteration = Begin(index, concurrency == 1 ? last : started);
            try
            {
                var output = await iteration.RunToEndAsync(stop);
                last = iteration.LastEventId;
                visit.FollowOn(Tell("MapIterationSucceeded", index, last));
                return output;
            }
            catch (StatesErrorException)
            {
                visit.FollowOn(iteration.LastEventId);
                Tell("MapIterationFailed", index, iteration.LastEventId);
                throw;
            }
            catch (OperationCanceledException)
            {
                Tell("MapIterationAborted", index, iteration.LastEventId);
                throw;
            }
        }

        return await Branches.RunAsync(items.Count, concurrency, RunAsync, cancellationToken);
    }

    Walk Begin(int index, long previous)
    {
        var item = new MapItem(index, items[index]);
        return Walk.Inside(visit, state.Processor.Graph, ItemInput(item), item, Tell("MapIterationStarted", index, previous));
    }

    long Tell(string type, int index, long previous) => visit.Services.History.Add(
        type, previous, state.Name, new JsonObject { ["index"] = index, ["name"] = state.Name });

    /// <summary>Each item, or each batch of them, as an execution of its own. Items that fail within the tolerance are left out of the result.</summary>
    public async Task<IReadOnlyList<JsonNode?>> RunDistributedAsync(
        int concurrency, FailureTolerance tolerance, CancellationToken cancellationToken)
    {
        var batches = state.Batcher?.Batch(state.Name, visit.Scope(input), items.Select((item, index) => ItemInput(new MapItem(index, item))));
        visit.Tell("MapRunStarted");
        var failed = 0;

        async Task<Selection> RunAsync(int index, CancellationToken stop)
        {
            var batch = batches?[index];
            try
            {
                var item = new MapItem(index, batch?.Input ?? items[index]);
                return Selection.Of(await RunChildAsync(item, batch?.Input ?? ItemInput(item), stop));
            }
            catch (StatesErrorException error)
            {
                // With a batch, all of its items fail.
                return tolerance.IsExceeded(Interlocked.Add(ref failed, batch?.Items.Count ?? 1), items.Count)
                    ? throw new StatesErrorException(
                        ErrorNames.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded")
                    : Selection.Missing(error.Message);
            }
        }

        try
        {
            var outcomes = await Branches.RunAsync(batches?.Count ?? items.Count, concurrency, RunAsync, cancellationToken);
            visit.Tell("MapRunSucceeded");
            return [.. outcomes.Where(static outcome => outcome.IsFound).Select(static outcome => outcome.Value)];
        }
        catch (StatesErrorException)
        {
            visit.Tell("MapRunFailed");
            throw;
        }
    }

    async Task<JsonNode?> RunChildAsync(MapItem item, JsonNode? itemInput, CancellationToken cancellationToken)
    {
        var parent = visit.Services;
        var name = parent.Random.NextUuid();
        var machine = $"{parent.Machine.Name}/{state.Name}";
        var child = parent with
        {
            Execution = new ExecutionInfo(ContextObject.ExecutionId(machine, name), name, itemInput, visit.Now),
            History = new History(parent.Time, new NoObserver(), lastId: 0),
        };
        return await Walk.Child(child, state.Processor.Graph, itemInput, item).RunToEndAsync(cancellationToken);
    }

    JsonNode? ItemInput(MapItem item)
    {
        var selected = state.ItemSelector is null ? item.Value : state.ItemSelector.Evaluate(visit.Scope(input, item));
        return Payload.Fits(selected) ? selected : throw StatesErrorException.TooLarge(state.Name);
    }
}
