using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Local;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Tasks inside Map and Parallel states that are handed a token: each is answered for itself, by any process.</summary>
public class TokensInBranchesTests
{
    // What {Ask stands for in a definition.
    const string Ask = "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke.waitForTaskToken\"";

    /// <summary>A branch that asks once, one that asks three teams, two at a time, and one that only works.</summary>
    const string Review =
        """
        {"StartAt": "Review", "States": {
          "Review": {"Type": "Parallel", "Next": "Done",
            "Catch": [{"ErrorEquals": ["Veto"], "ResultPath": "$.veto", "Next": "Done"}],
            "Branches": [
            {"StartAt": "Legal", "States": {
              "Legal": {Ask, "Parameters": {"FunctionName": "Mail", "Payload": {"whom": "legal", "token.$": "$$.Task.Token"}}, "Next": "Stamp"},
              "Stamp": {"Type": "Pass", "Parameters": {"stamped.$": "$"}, "End": true}}},
            {"StartAt": "Teams", "States": {
              "Teams": {"Type": "Map", "ItemsPath": "$.teams", "MaxConcurrency": 2, "End": true, "ItemProcessor": {"StartAt": "Team", "States": {
                "Team": {Ask, "Parameters": {"FunctionName": "Mail", "Payload": {"whom.$": "$", "token.$": "$$.Task.Token"}}, "End": true,
                  "TimeoutSeconds": 60, "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Silent"}]},
                "Silent": {"Type": "Pass", "Result": "silent", "End": true}}}}}},
            {"StartAt": "Work", "States": {
              "Work": {"Type": "Task", "Resource": "arn:aws:lambda:x:1:function:f", "Parameters": {"whom": "nobody"}, "End": true}}}]},
          "Done": {"Type": "Succeed"}}}
        """;

    const string Input = """{"teams": ["red", "green", "blue"]}""";

    readonly FakeTimeProvider clock = new(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero));
    readonly AskingTasks tasks = new();
    readonly KeptCheckpoints kept = new();
    string definition = "";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_question_is_answered_for_itself_and_all_answers_are_the_output()
    {
        var waiting = await StartAsync(Review);

        waiting.ShouldBeOfType<ExecutionResult.Waiting>().StateName.ShouldBe("Review");
        tasks.Asked.ShouldBe(["legal", "red", "green"], ignoreOrder: true);
        tasks.Worked.ShouldBe(1);

        (await AnswerAsync("green")).ShouldBeOfType<ExecutionResult.Waiting>();
        tasks.Asked.ShouldBe(["legal", "red", "green", "blue"], ignoreOrder: true);
        (await AnswerAsync("blue")).ShouldBeOfType<ExecutionResult.Waiting>();
        (await AnswerAsync("legal")).ShouldBeOfType<ExecutionResult.Waiting>();
        var result = await AnswerAsync("red");

        Output(result).ShouldBe("""[{"stamped":"legal agrees"},["red agrees","green agrees","blue agrees"],{"whom":"nobody"}]""");
        tasks.Worked.ShouldBe(1);
    }

    [Fact]
    public async Task The_execution_waits_for_the_token_that_expires_first()
    {
        var waiting = (await StartAsync(Review)).ShouldBeOfType<ExecutionResult.Waiting>();

        waiting.ExpiresAt.ShouldBe(clock.GetUtcNow().AddSeconds(60));
        new[] { tasks.TokenOf("red"), tasks.TokenOf("green") }.ShouldContain(waiting.Token);
    }

    [Fact]
    public async Task What_expires_fails_its_own_branch_only()
    {
        await StartAsync(Review);
        await AnswerAsync("legal");

        clock.Advance(TimeSpan.FromSeconds(60));
        (await ResumeAsync(null)).ShouldBeOfType<ExecutionResult.Waiting>();
        var result = await AnswerAsync("blue");

        Output(result).ShouldBe("""[{"stamped":"legal agrees"},["silent","silent","blue agrees"],{"whom":"nobody"}]""");
    }

    [Fact]
    public async Task A_failure_stops_what_waits_and_its_tokens_are_worth_nothing()
    {
        await StartAsync(Review);

        var result = await ResumeAsync(new TokenAnswer(tasks.TokenOf("red"), new TokenOutcome.Failed("Veto", "not like this")));

        Output(result).ShouldBe("""{"teams":["red","green","blue"],"veto":{"Error":"Veto","Cause":"not like this"}}""");
        kept.Events.Count(static added => added.Type == "TaskStateAborted").ShouldBe(2);
        kept.Snapshots[^1].Position.Branches.ShouldBeNull();
        Output(await AnswerAsync("legal")).ShouldBe(Output(result));
    }

    [Fact]
    public async Task A_retry_asks_anew()
    {
        await StartAsync(Review.Replace("\"Catch\": [{\"ErrorEquals\": [\"Veto\"]", "\"Retry\": [{\"ErrorEquals\": [\"Veto\"], \"MaxAttempts\": 1}], \"Catch\": [{\"ErrorEquals\": [\"Veto\"]", StringComparison.Ordinal));
        var before = tasks.TokenOf("legal");

        var again = ResumeAsync(new TokenAnswer(tasks.TokenOf("red"), new TokenOutcome.Failed("Veto", "not yet")));
        while (!again.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Cancel);
        }

        (await again).ShouldBeOfType<ExecutionResult.Waiting>();
        tasks.TokenOf("legal").ShouldNotBe(before);
        tasks.Worked.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_to_another_token_changes_nothing()
    {
        var waiting = await StartAsync(Review);

        (await ResumeAsync(new TokenAnswer("guessed", new TokenOutcome.Succeeded("yes")))).ShouldBe(waiting);

        tasks.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_process_that_dies_anywhere_asks_nobody_twice_with_another_token()
    {
        await StartAsync(Review);
        foreach (var whom in (string[])["green", "legal", "red", "blue"])
            await AnswerAsync(whom);
        var expected = Output(kept.Snapshots[^1].Result);
        var stored = kept.Snapshots.ToArray();

        foreach (var snapshot in stored.Where(static snapshot => snapshot.Result is null))
        {
            kept.Snapshots.Add(snapshot);
            var result = await ResumeAsync(null);
            while (result is ExecutionResult.Waiting waiting)
                result = await ResumeAsync(new TokenAnswer(waiting.Token, new TokenOutcome.Succeeded($"{tasks.WhomOf(waiting.Token)} agrees")));
            Output(result).ShouldBe(expected);
        }

        stored.Length.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_distributed_map_asks_for_each_item_and_tolerates_refusals(int tolerated)
    {
        await StartAsync(
            """
            {"StartAt": "Teams", "States": {"Teams": {"Type": "Map", "ItemsPath": "$.teams", "ToleratedFailureCount": TOLERATED, "End": true,
              "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Team", "States": {
                "Team": {Ask, "Parameters": {"FunctionName": "Mail", "Payload": {"whom.$": "$", "token.$": "$$.Task.Token", "run.$": "$$.Execution.Name"}}, "Next": "Named"},
                "Named": {"Type": "Pass", "Parameters": {"answer.$": "$", "run.$": "$$.Execution.Name"}, "End": true}}}}}}
            """.Replace("TOLERATED", $"{tolerated}", StringComparison.Ordinal));
        var run = tasks.RunOf("red");

        await AnswerAsync("red");
        var result = await ResumeAsync(new TokenAnswer(tasks.TokenOf("green"), new TokenOutcome.Failed("No", "never")));
        if (tolerated == 0)
        {
            result.ShouldBeOfType<ExecutionResult.Failed>().Error.ShouldBe("States.ExceedToleratedFailureThreshold");
            return;
        }
        result = await AnswerAsync("blue");

        Output(result).ShouldBe($$"""[{"answer":"red agrees","run":"{{run}}"},{"answer":"blue agrees","run":"{{tasks.RunOf("blue")}}"}]""");
    }

    [Fact]
    public async Task The_tokens_of_branches_are_found_in_what_is_stored()
    {
        using var home = new TemporaryFolder();
        using var owner = new RunOwner(home.Combine("owners"));
        var runs = new Runs(new SqliteDatabase(home.Combine("runs.db"), Runs.Schema), owner);
        // The data of a run is an object, in which the list of runs looks for a crash.
        definition = WithTasks(Review.Replace("\"Type\": \"Parallel\"", "\"Type\": \"Parallel\", \"ResultPath\": \"$.answers\"", StringComparison.Ordinal));
        var workflow = new LocalWorkflow(Machines.Load(definition), tasks, runs, new NoObserver(), clock, Cancel);
        await workflow.StartAsync("run", Input, Cancel);
        await workflow.WhenStillAsync("run", Cancel);

        foreach (var whom in (string[])["red", "legal", "green", "blue"])
        {
            await workflow.SendTaskSuccessAsync(tasks.TokenOf(whom), $"\"{whom} agrees\"", Cancel);
            await workflow.WhenStillAsync("run", Cancel);
            await Should.ThrowAsync<TaskTokenClosedException>(workflow.SendTaskSuccessAsync(tasks.TokenOf(whom), "1", Cancel));
        }

        Output((await runs.FindAsync("run", Cancel)).Result).ShouldBe(
            """{"teams":["red","green","blue"],"answers":[{"stamped":"legal agrees"},["red agrees","green agrees","blue agrees"],{"whom":"nobody"}]}""");
    }

    async Task<ExecutionResult> StartAsync(string machine)
    {
        definition = WithTasks(machine);
        return await Execution().StartAsync("run", JsonNode.Parse(Input), Cancel);
    }

    Task<ExecutionResult> AnswerAsync(string whom) =>
        ResumeAsync(new TokenAnswer(tasks.TokenOf(whom), new TokenOutcome.Succeeded($"{whom} agrees")));

    // As another process would.
    Task<ExecutionResult> ResumeAsync(TokenAnswer? answer) => Execution().ResumeAsync(kept.Snapshots[^1], answer, Cancel);

    static string WithTasks(string machine) => machine.Replace("{Ask,", $"{{{Ask},", StringComparison.Ordinal);

    Execution Execution() => new(Machines.Load(definition), tasks, clock, new Random(1), kept);

    static string Output(ExecutionResult? result) => Json.Write(result.ShouldBeOfType<ExecutionResult.Succeeded>().Output);

    /// <summary>Hands out tokens, and remembers for whom.</summary>
    sealed class AskingTasks : ITaskRunner
    {
        readonly Lock gate = new();
        readonly List<(string Whom, string Token, string? Run)> questions = [];

        public int Worked { get; private set; }

        /// <summary>Who was asked; once for each token.</summary>
        public IReadOnlyList<string> Asked => [.. questions.DistinctBy(static question => question.Token).Select(static question => question.Whom)];

        public string TokenOf(string whom) => questions.Last(question => question.Whom == whom).Token;

        public string WhomOf(string token) => questions.First(question => question.Token == token).Whom;

        public string? RunOf(string whom) => questions.Last(question => question.Whom == whom).Run;

        public Task<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                if (call.TaskToken is null)
                    Worked++;
                else
                    questions.Add(((string)call.Payload!["whom"]!, (string)call.Payload["token"]!, (string?)call.Payload["run"]));
            }
            return Task.FromResult(call.Payload?.DeepClone());
        }
    }
}
