using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Map and Parallel states with tasks that take their time.</summary>
public class BranchTests
{
    readonly HeldTasks tasks = new();
    readonly KeptCheckpoints kept = new();

    [Fact]
    public async Task Map_works_on_as_many_items_at_once_as_it_may()
    {
        var running = Run(Map("INLINE", "\"MaxConcurrency\": 2,"), "[1,2,3,4,5]");

        await ReleaseAllAsync(running);

        Output(await running).ShouldBe("[1,2,3,4,5]");
        tasks.MostAtOnce.ShouldBe(2);
    }

    [Fact]
    public async Task Map_gives_the_outputs_in_the_order_of_the_items()
    {
        var running = Run(Map("INLINE", ""), "[1,2,3]");

        foreach (var call in tasks.Open.Keys.OrderDescending().ToArray())
            tasks.Release(call);

        Output(await running).ShouldBe("[1,2,3]");
    }

    [Theory]
    [InlineData("\"ToleratedFailureCount\": 1,", true)]
    [InlineData("\"ToleratedFailurePercentage\": 34,", true)]
    [InlineData("\"ToleratedFailurePercentage\": 33,", false)]
    [InlineData("", false)]
    public async Task A_distributed_map_tolerates_failures_up_to_its_limit(string limit, bool tolerated)
    {
        var running = Run(Map("DISTRIBUTED", limit), "[1,2,3]");

        tasks.Fail("2");
        await ReleaseAllAsync(running);

        if (tolerated)
            Output(await running).ShouldBe("[1,3]");
        else
            (await running).ShouldBeOfType<ExecutionResult.Failed>().Error.ShouldBe("States.ExceedToleratedFailureThreshold");
    }

    [Theory]
    [InlineData("\"MaxItemsPerBatch\": 2", """[{"Items":[1,2]},{"Items":[3]}]""")]
    [InlineData("\"MaxItemsPerBatch\": 5", """[{"Items":[1,2,3]}]""")]
    [InlineData("\"MaxItemsPerBatchPath\": \"$[1]\"", """[{"Items":[1,2]},{"Items":[3]}]""")]
    // {"Items":[1,2]} is 15 bytes long.
    [InlineData("\"MaxInputBytesPerBatch\": 15", """[{"Items":[1,2]},{"Items":[3]}]""")]
    [InlineData("\"MaxInputBytesPerBatch\": 14", """[{"Items":[1]},{"Items":[2]},{"Items":[3]}]""")]
    [InlineData("\"MaxItemsPerBatch\": 3, \"BatchInput\": {\"first.$\": \"$[0]\"}", """[{"BatchInput":{"first":1},"Items":[1,2,3]}]""")]
    public async Task A_distributed_map_gives_each_child_a_batch_of_items(string batcher, string children)
    {
        var running = Run(Map("DISTRIBUTED", $"\"ItemBatcher\": {{{batcher}}},"), "[1,2,3]");

        await ReleaseAllAsync(running);

        Output(await running).ShouldBe(children);
    }

    [Fact]
    public async Task A_batch_holds_what_the_item_selector_made_of_each_item()
    {
        var running = Run(
            Map("DISTRIBUTED", """ "ItemSelector": {"n.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index"}, "ItemBatcher": {"MaxItemsPerBatch": 2},"""), "[7,8]");

        await ReleaseAllAsync(running);

        Output(await running).ShouldBe("""[{"Items":[{"n":7,"at":0},{"n":8,"at":1}]}]""");
    }

    [Theory]
    [InlineData("\"MaxInputBytesPerBatch\": 12", "States.DataLimitExceeded")]
    [InlineData("\"MaxItemsPerBatchPath\": \"$[3]\"", "States.Runtime")]
    [InlineData("\"MaxItemsPerBatchPath\": \"$\"", "States.Runtime")]
    public async Task A_batch_without_room_for_an_item_fails_the_map(string batcher, string error)
    {
        var result = await Run(Map("DISTRIBUTED", $"\"ItemBatcher\": {{{batcher}}},"), "[1,2,3,0]");

        result.ShouldBeOfType<ExecutionResult.Failed>().Error.ShouldBe(error);
    }

    [Theory]
    [InlineData("\"ToleratedFailureCount\": 2,", true)]
    [InlineData("\"ToleratedFailureCount\": 1,", false)]
    public async Task All_items_of_a_batch_fail_with_it(string limit, bool tolerated)
    {
        var running = Run(Map("DISTRIBUTED", limit + "\"ItemBatcher\": {\"MaxItemsPerBatch\": 2},"), "[1,2,3]");

        tasks.Fail("""{"Items":[1,2]}""");
        await ReleaseAllAsync(running);

        if (tolerated)
            Output(await running).ShouldBe("""[{"Items":[3]}]""");
        else
            (await running).ShouldBeOfType<ExecutionResult.Failed>().Error.ShouldBe("States.ExceedToleratedFailureThreshold");
    }

    [Fact]
    public async Task A_branch_that_fails_stops_the_others()
    {
        var running = Run(
            """
            {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "Left", "States": {"Left": {"Type": "Task", "Resource": "arn:aws:lambda:x:1:function:f", "Parameters": "left", "End": true}}},
              {"StartAt": "Right", "States": {"Right": {"Type": "Task", "Resource": "arn:aws:lambda:x:1:function:f", "Parameters": "right", "End": true}}}]}}}
            """,
            "{}");

        tasks.Fail("\"left\"");

        (await running).ShouldBe(new ExecutionResult.Failed("Broken", "as told"));
        (await tasks.Cancelled.Reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe("\"right\"");
        kept.Events.ShouldContain(static added => added.Type == "TaskStateAborted" && added.State == "Right");
    }

    [Fact]
    public async Task Retries_are_told_to_who_watches()
    {
        var clock = new FakeTimeProvider();
        var watched = new Watched();
        var machine = Machines.Load(
            """
            {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:x:1:function:f", "End": true,
              "Retry": [{"ErrorEquals": ["Broken"], "IntervalSeconds": 5, "MaxAttempts": 1}]}}}
            """);
        var running = new Execution(machine, tasks, clock, new Random(1), kept, watched).StartAsync("run", 1, TestContext.Current.CancellationToken);

        tasks.Fail("1");
        while (tasks.Open.IsEmpty)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
        tasks.Release("1");

        Output(await running).ShouldBe("1");
        watched.Lines.ShouldBe(
        [
            "ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionFailed",
            "retry 1 of A after Broken in 5 s", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded",
            "TaskStateExited", "ExecutionSucceeded",
        ]);
    }

    [Theory]
    [InlineData("INLINE")]
    [InlineData("DISTRIBUTED")]
    public async Task What_iterations_did_before_a_death_is_not_done_again(string mode)
    {
        var dying = Run(Map(mode, "\"MaxConcurrency\": 2,"), "[1,2,3,4]");
        tasks.Release("2");
        tasks.Release("1");
        var (snapshot, others) = (kept.Snapshots[^1], new ScriptedTasks(new Dictionary<string, IReadOnlyList<JsonObject>>()));

        var result = await new Execution(Machines.Load(Map(mode, "\"MaxConcurrency\": 2,")), others, new FakeTimeProvider(), new Random(1), kept)
            .ResumeAsync(snapshot, null, TestContext.Current.CancellationToken);

        Output(result).ShouldBe("[1,2,3,4]");
        others.Calls.Select(static call => Json.Write(call.Payload)).ShouldBe(["3", "4"], ignoreOrder: true);
        dying.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Branches_that_move_while_something_is_stored_are_stored_together()
    {
        var slow = new SlowCheckpoints();
        var items = string.Join(',', Enumerable.Range(0, 40));
        var answers = new ScriptedTasks(new Dictionary<string, IReadOnlyList<JsonObject>>());

        var result = await new Execution(Machines.Load(Map("INLINE", "")), answers, new FakeTimeProvider(), new Random(1), slow)
            .StartAsync("run", JsonNode.Parse($"[{items}]"), TestContext.Current.CancellationToken);

        Output(result).ShouldBe($"[{items}]");
        slow.MostAtOnce.ShouldBe(1);
        // Each iteration asks to be stored three times: entered, scheduled, over.
        slow.Count.ShouldBeLessThan(40);
    }

    async Task ReleaseAllAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            if (tasks.Open.Keys.Order().FirstOrDefault() is { } name)
                tasks.Release(name);
            await Task.Yield();
        }
    }

    Task<ExecutionResult> Run(string machine, string input) => new Execution(
        Machines.Load(machine), tasks, new FakeTimeProvider(), new Random(1), kept)
        .StartAsync("run", JsonNode.Parse(input), TestContext.Current.CancellationToken);

    static string Map(string mode, string limit) =>
        $$$"""
        {"StartAt": "Each", "States": {"Each": {"Type": "Map", {{{limit}}} "End": true, "ItemProcessor": {
          "ProcessorConfig": {"Mode": "{{{mode}}}"},
          "StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "arn:aws:lambda:x:1:function:f", "End": true} } } } } }
        """;

    static string Output(ExecutionResult result) => Json.Write(result.ShouldBeOfType<ExecutionResult.Succeeded>().Output);

    /// <summary>Tasks that end when the test says so. They are known by their payload, and return it.</summary>
    sealed class HeldTasks : ITaskRunner
    {
        public ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> Open { get; } = [];

        public Channel<string> Cancelled { get; } = Channel.CreateUnbounded<string>();

        public int MostAtOnce { get; private set; }

        public async Task<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
        {
            var name = Json.Write(call.Payload);
            var held = Open[name] = new TaskCompletionSource<JsonNode?>();
            MostAtOnce = Math.Max(MostAtOnce, Open.Count);
            try
            {
                return await held.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Cancelled.Writer.TryWrite(name);
                throw;
            }
        }

        public void Release(string name)
        {
            Open.Remove(name, out var held).ShouldBeTrue();
            held!.SetResult(JsonNode.Parse(name));
        }

        public void Fail(string name)
        {
            Open.Remove(name, out var held).ShouldBeTrue();
            held!.SetException(new TaskFailedException("Broken", "as told"));
        }
    }

    sealed class SlowCheckpoints : ICheckpoints
    {
        int now;

        public int Count { get; private set; }

        public int MostAtOnce { get; private set; }

        public async Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
        {
            Count++;
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref now));
            await Task.Delay(5, cancellationToken);
            Interlocked.Decrement(ref now);
        }
    }

    sealed class Watched : IExecutionObserver
    {
        public List<string> Lines { get; } = [];

        public void OnEvent(HistoryEvent added) => Lines.Add(added.Type);

        public void OnRetry(string stateName, string? error, int attempt, TimeSpan delay) =>
            Lines.Add($"retry {attempt} of {stateName} after {error} in {delay.TotalSeconds} s");
    }
}
