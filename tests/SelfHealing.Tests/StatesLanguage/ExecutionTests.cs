using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

public class ExecutionTests
{
    const string Approval =
        """
        {"StartAt": "Prepare", "States": {
          "Prepare": {"Type": "Pass", "Assign": {"who.$": "$.name"}, "Next": "Approve"},
          "Approve": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Parameters": {"FunctionName": "Mail", "Payload": {"token.$": "$$.Task.Token", "to.$": "$who"}},
            "TimeoutSeconds": 3600,
            "ResultPath": "$.approval",
            "Catch": [{"ErrorEquals": ["States.Timeout"], "ResultPath": "$.error", "Next": "Expired"}],
            "Next": "Done"},
          "Done": {"Type": "Succeed"},
          "Expired": {"Type": "Fail", "Error": "Expired"}}}
        """;

    static readonly IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> NoAnswers = new Dictionary<string, IReadOnlyList<JsonObject>>();

    readonly FakeTimeProvider clock = new(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero));
    readonly ScriptedTasks tasks = new(NoAnswers);
    readonly KeptCheckpoints kept = new();

    [Fact]
    public async Task A_task_with_a_token_suspends_the_execution()
    {
        var result = await Execution(Approval).StartAsync("run", Name("Ada"), Cancel);

        var waiting = result.ShouldBeOfType<ExecutionResult.Waiting>();
        waiting.StateName.ShouldBe("Approve");
        waiting.ExpiresAt.ShouldBe(clock.GetUtcNow().AddHours(1));
        var call = tasks.Calls.ShouldHaveSingleItem();
        call.TaskToken.ShouldBe(waiting.Token);
        call.FunctionName.ShouldBe("Mail");
        Json.Write(call.Payload).ShouldBe($$"""{"token":"{{waiting.Token}}","to":"Ada"}""");
        kept.Snapshots[^1].Result.ShouldBe(waiting);
    }

    [Fact]
    public async Task The_time_limit_of_the_machine_ends_a_loop_in_which_nothing_waits()
    {
        var machine = Machines.Load("""{"StartAt": "A", "TimeoutSeconds": 60, "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}}""");
        var slow = new SlowCheckpoints(clock);

        var result = await new Execution(machine, tasks, clock, new Random(1), slow).StartAsync("run", Name("Ada"), Cancel);

        result.ShouldBeOfType<ExecutionResult.TimedOut>();
    }

    [Fact]
    public async Task A_task_is_not_begun_once_the_machine_s_time_is_over()
    {
        var machine = Machines.Load("""{"StartAt": "A", "TimeoutSeconds": 1, "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:x:1:function:f", "End": true}}}""");

        (await new Execution(machine, tasks, clock, new Random(1), new SlowCheckpoints(clock, "LambdaFunctionScheduled")).StartAsync("run", Name("Ada"), Cancel))
            .ShouldBeOfType<ExecutionResult.TimedOut>();

        tasks.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_is_stored_before_the_task_gets_it()
    {
        await Execution(Approval).StartAsync("run", Name("Ada"), Cancel);

        kept.Snapshots.ShouldContain(snapshot =>
            snapshot.Position.Pending != null && !snapshot.Position.Pending.IsSubmitted
            && snapshot.Position.Pending.Token == tasks.Calls[0].TaskToken);
    }

    [Fact]
    public async Task Another_process_goes_on_with_the_answer()
    {
        await Execution(Approval).StartAsync("run", Name("Ada"), Cancel);

        var result = await Execution(Approval).ResumeAsync(kept.Snapshots[^1], Answer(new TokenOutcome.Succeeded(JsonValue.Create("yes"))), Cancel);

        Json.Write(result.ShouldBeOfType<ExecutionResult.Succeeded>().Output).ShouldBe("""{"name":"Ada","approval":"yes"}""");
        kept.Events.Select(static added => added.Id).ShouldBe(Enumerable.Range(1, kept.Events.Count).Select(static id => (long)id));
    }

    [Fact]
    public async Task Without_an_answer_it_still_waits_and_does_not_ask_again()
    {
        var first = await Execution(Approval).StartAsync("run", Name("Ada"), Cancel);

        var second = await Execution(Approval).ResumeAsync(kept.Snapshots[^1], null, Cancel);

        second.ShouldBe(first);
        tasks.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_the_timeout_it_goes_the_way_of_the_catcher()
    {
        await Execution(Approval).StartAsync("run", Name("Ada"), Cancel);
        clock.Advance(TimeSpan.FromHours(1));

        var result = await Execution(Approval).ResumeAsync(kept.Snapshots[^1], null, Cancel);

        result.ShouldBe(new ExecutionResult.Failed("Expired", null));
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_fails_the_execution()
    {
        await Execution(Approval).StartAsync("run", Name("Ada"), Cancel);

        var result = await Execution(Approval).ResumeAsync(kept.Snapshots[^1], Answer(new TokenOutcome.Failed("Rejected", "no")), Cancel);

        result.ShouldBe(new ExecutionResult.Failed("Rejected", "no"));
    }

    [Fact]
    public async Task A_task_is_handed_out_again_with_the_same_token_after_a_crash_in_between()
    {
        await Execution(Approval).StartAsync("run", Name("Ada"), Cancel);
        var beforeSubmission = kept.Snapshots.Last(static snapshot => snapshot.Position.Pending is { IsSubmitted: false });

        var result = await Execution(Approval).ResumeAsync(beforeSubmission, null, Cancel);

        result.ShouldBeOfType<ExecutionResult.Waiting>();
        tasks.Calls.Select(static call => call.TaskToken).Distinct().ShouldHaveSingleItem();
        tasks.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_execution_that_is_over_stays_as_it_is()
    {
        var machine = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}""";
        var first = await Execution(machine).StartAsync("run", Name("Ada"), Cancel);

        var second = await Execution(machine).ResumeAsync(kept.Snapshots[^1], null, Cancel);

        Json.Write(second.ShouldBeOfType<ExecutionResult.Succeeded>().Output)
            .ShouldBe(Json.Write(first.ShouldBeOfType<ExecutionResult.Succeeded>().Output));
    }

    [Fact]
    public async Task A_machine_has_a_time_limit_of_its_own()
    {
        var machine = """{"StartAt": "A", "TimeoutSeconds": 10, "States": {"A": {"Type": "Wait", "Seconds": 60, "End": true}}}""";
        var running = Execution(machine).StartAsync("run", null, Cancel);

        clock.Advance(TimeSpan.FromSeconds(10));

        (await running).ShouldBe(new ExecutionResult.TimedOut());
        kept.Events[^1].Type.ShouldBe("ExecutionTimedOut");
    }

    [Fact]
    public async Task A_restart_does_not_prolong_a_wait()
    {
        var machine = """{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 60, "End": true}}}""";
        using var kill = new CancellationTokenSource();
        var killed = Execution(machine).StartAsync("run", null, kill.Token);
        await kill.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(killed);
        clock.Advance(TimeSpan.FromSeconds(60));

        var result = await Execution(machine).ResumeAsync(kept.Snapshots[^1], null, Cancel);

        result.ShouldBeOfType<ExecutionResult.Succeeded>();
    }

    [Fact]
    public async Task An_answer_with_members_of_the_same_name_keeps_the_last_one()
    {
        var machine =
            """
            {"StartAt": "A", "States": {"A": {
              "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "OutputPath": "$.a", "End": true}}}
            """;
        var twice = new ScriptedTasks(new Dictionary<string, IReadOnlyList<JsonObject>>
        {
            ["A"] = [JsonNode.Parse("""{"output": {"a": 1, "a": 2}}""")!.AsObject()],
        });

        var result = await new Execution(Machines.Load(machine), twice, clock, new Random(1), kept).StartAsync("run", null, Cancel);

        Json.Write(result.ShouldBeOfType<ExecutionResult.Succeeded>().Output).ShouldBe("2");
    }

    [Fact]
    public async Task An_input_that_is_too_large_fails_the_execution()
    {
        var result = await Execution(Approval).StartAsync("run", JsonValue.Create(new string('a', Payload.MaxBytes)), Cancel);

        result.ShouldBeOfType<ExecutionResult.Failed>().Error.ShouldBe("States.DataLimitExceeded");
    }

    [Fact]
    public async Task An_endless_loop_ends_at_the_quota_of_events()
    {
        var machine = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}}""";
        var execution = new Execution(Machines.Load(machine), tasks, clock, new Random(1), new NoCheckpoints());

        var result = await execution.StartAsync("run", new JsonObject(), Cancel);

        result.ShouldBeOfType<ExecutionResult.Failed>().Cause.ShouldBe("The execution reached the maximum number of history events (25000).");
    }

    [Fact]
    public async Task Data_that_nests_without_end_is_refused()
    {
        var machine =
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Parameters": {"x.$": "$"}, "Next": "B"},
              "B": {"Type": "Pass", "Parameters": {"x.$": "$"}, "Next": "A"}}}
            """;
        var execution = new Execution(Machines.Load(machine), tasks, clock, new Random(1), new NoCheckpoints());

        var result = await execution.StartAsync("run", new JsonObject(), Cancel);

        result.ShouldBeOfType<ExecutionResult.Failed>().Error.ShouldBe("States.DataLimitExceeded");
    }

    [Fact]
    public void Full_jitter_delays_retries_by_at_most_the_backoff_and_the_maximum() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 5], Gen.Double[1, 4], Gen.Int[1, 100], Gen.Bool, Gen.Int).Sample((attempt, interval, rate, most, jitter, seed) =>
        {
            var retrier = new Retrier(
                new ErrorFilter(["States.ALL"]), TimeSpan.FromSeconds(interval), 20, rate, TimeSpan.FromSeconds(most), jitter);
            var full = Math.Min(interval * Math.Pow(rate, attempt - 1), most);

            var delay = retrier.Delay(attempt, new RandomSource(new Random(seed))).TotalSeconds;

            if (jitter)
                delay.ShouldBeInRange(0, full);
            else
                delay.ShouldBe(full, 0.001);
        });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    TokenAnswer Answer(TokenOutcome outcome) => new(kept.Snapshots[^1].Position.Pending!.Token, outcome);

    static JsonObject Name(string name) => new() { ["name"] = name };

    Execution Execution(string machine) => new(Machines.Load(machine), tasks, clock, new Random(1), kept);

    /// <summary>Each time takes a second; or only that with an event of the type.</summary>
    sealed class SlowCheckpoints(FakeTimeProvider clock, string? type = null) : ICheckpoints
    {
        public Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
        {
            if (type is null || events.Any(added => added.Type == type))
                clock.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        }
    }
}
