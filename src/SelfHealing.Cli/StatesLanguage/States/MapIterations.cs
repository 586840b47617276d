using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The iterations of one attempt at a Map state.</summary>
sealed class MapIterations(MapState state, Visit visit, JsonNode? input, JsonArray items)
{
    /// <summary>Iterations as part of this execution. The first one that fails fails the state.</summary>
    public async Task<BranchEnds> RunInlineAsync(int concurrency, CancellationToken cancellationToken)
    {
        var started = visit.Position.PreviousEventId;
        var last = started;
        if (visit.Position.Branches is null)
            visit.BeginBranches(items.Count);

        async Task<BranchEnd> RunAsync(int index, Stillness others, CancellationToken stop)
        {
            var item = new MapItem(index, items[index]);
            // One after the other, each iteration follows from the one before.
            var position = visit.Branch(index).Position ?? Begin(item, concurrency == 1 ? last : started);
            var iteration = Walk.Inside(visit, index, state.Processor.Graph, item, position, others);
            try
            {
                var end = await iteration.RunAsync(stop);
                if (end.Suspended is not null)
                    return new BranchEnd(null, end.Suspended);
                last = iteration.LastEventId;
                visit.FollowOn(Tell("MapIterationSucceeded", index, last));
                return await visit.EndBranchAsync(index, new BranchResult(end.Output));
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

        return await Branches.RunAsync(visit, items.Count, concurrency, RunAsync, cancellationToken);
    }

    Position Begin(MapItem item, long previous) => new()
    {
        State = state.Processor.Graph.StartAt,
        Input = ItemInput(item),
        Variables = visit.Position.Variables,
        PreviousEventId = Tell("MapIterationStarted", item.Index, previous),
    };

    long Tell(string type, int index, long previous) => visit.Services.History.Add(
        type, previous, state.Name, new JsonObject { ["index"] = index, ["name"] = state.Name });

    /// <summary>Each item, or each batch of them, as an execution of its own. Items that fail within the tolerance are left out of the result.</summary>
    public async Task<BranchEnds> RunDistributedAsync(int concurrency, FailureTolerance tolerance, CancellationToken cancellationToken)
    {
        var batches = state.Batcher?.Batch(state.Name, visit.Scope(input), items.Select((item, index) => ItemInput(new MapItem(index, item))));
        var count = batches?.Count ?? items.Count;
        if (visit.Position.Branches is null)
        {
            visit.Tell("MapRunStarted");
            visit.BeginBranches(count);
        }
        // With a batch, all of its items fail.
        int Weight(int index) => batches?[index].Items.Count ?? 1;
        var failed = Enumerable.Range(0, count).Where(index => visit.Branch(index).Result is { Failure: not null }).Sum(Weight);

        async Task<BranchEnd> RunAsync(int index, Stillness others, CancellationToken stop)
        {
            var batch = batches?[index];
            try
            {
                var item = new MapItem(index, batch?.Input ?? items[index]);
                var end = await RunChildAsync(item, () => batch?.Input ?? ItemInput(item), others, stop);
                return end.Suspended is null
                    ? await visit.EndBranchAsync(index, new BranchResult(end.Output))
                    : new BranchEnd(null, end.Suspended);
            }
            catch (StatesErrorException error)
            {
                return tolerance.IsExceeded(Interlocked.Add(ref failed, Weight(index)), items.Count)
                    ? throw new StatesErrorException(
                        ErrorNames.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded")
                    : await visit.EndBranchAsync(index, new BranchResult(null, error.Message));
            }
        }

        try
        {
            var ends = await Branches.RunAsync(visit, count, concurrency, RunAsync, cancellationToken);
            if (ends.Suspended is null)
                visit.Tell("MapRunSucceeded");
            return ends;
        }
        catch (StatesErrorException)
        {
            visit.Tell("MapRunFailed");
            throw;
        }
    }

    async Task<WalkEnd> RunChildAsync(MapItem item, Func<JsonNode?> input, Stillness others, CancellationToken cancellationToken)
    {
        var (services, graph) = (visit.Services, state.Processor.Graph);
        var begun = visit.Branch(item.Index);
        var position = begun.Position
            ?? new Position { State = graph.StartAt, Input = input(), Variables = Assignment.Nothing, PreviousEventId = 0 };
        var child = services with
        {
            Execution = begun.Child ?? NewChild(services.Random.NextUuid(), position.Input),
            History = new History(services.Time, new NoObserver(), position.PreviousEventId),
        };
        return await Walk.Child(visit, item.Index, child, graph, item, position, others).RunAsync(cancellationToken);
    }

    ExecutionInfo NewChild(string name, JsonNode? input) =>
        new(ContextObject.ExecutionId($"{visit.Services.Machine.Name}/{state.Name}", name), name, input, visit.Now);

    JsonNode? ItemInput(MapItem item)
    {
        var selected = state.ItemSelector is null ? item.Value : state.ItemSelector.Evaluate(visit.Scope(input, item));
        return Payload.Fits(selected) ? selected : throw StatesErrorException.TooLarge(state.Name);
    }
}
