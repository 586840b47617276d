using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>What a run costs, and where it stops. The server reports 100 tokens in and 20 out for every call.</summary>
public sealed class SpendingTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task All_calls_of_a_run_are_counted_and_the_reviewer_sees_their_cost()
    {
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? Replies.Broken : Replies.Good)));
        var prices = folder.Write("prices.json", """{ "test": { "input": 10, "output": 100 } }""");

        var result = await HealAsync(model, "--approve", "auto", "--json", "--prices", prices);

        var usage = result.Run["states"]!["Generate"]!["usage"]!;
        JsonNode.DeepEquals(usage, JsonNode.Parse("""{ "inputTokens": 200, "outputTokens": 40, "calls": 2, "cost": 0.006, "isEstimate": false }""")).ShouldBeTrue(usage.ToJsonString());
        result.Error.ShouldContain("Cost:        0.006 USD; 2 calls, 200 tokens in and 40 out");
        ((string?)result.Run["pullRequestText"]).ShouldNotBeNull().ShouldContain("- cost: 0.006 USD; 2 calls, 200 tokens in and 40 out\n");
    }

    [Fact]
    public async Task A_cost_without_a_price_is_unknown_and_tokens_that_no_server_reports_are_an_estimate()
    {
        var silent = JsonNode.Parse(ChatServer.Completion(Replies.Good))!.AsObject();
        silent.Remove("usage");
        using var model = new ChatServer(_ => (200, silent.ToJsonString()));

        var result = await HealAsync(model, "--approve", "auto", "--json");

        var usage = result.Run["states"]!["Generate"]!["usage"]!;
        usage["cost"].ShouldBeNull();
        ((bool)usage["isEstimate"]!).ShouldBeTrue();
        ((int)usage["inputTokens"]!).ShouldBeInRange(500, 12_000);
        ((int)usage["outputTokens"]!).ShouldBeInRange(40, 200);
        ((string?)result.Run["pullRequestText"]).ShouldNotBeNull().ShouldContain("- cost: unknown, no price is set; 1 call,");
    }

    [Fact]
    public async Task A_run_over_its_limit_ends_before_the_next_call_and_tells_the_root_cause()
    {
        using var model = ChatServer.Replying(Replies.Broken);
        var prompt = await selfheal.RunAsync("prompt", "--log", Replies.Log, "--repo", orders.Path, "--json");
        var oneCall = (int)prompt.Json["prompts"]![0]!["tokens"]! + 120;

        var result = await HealAsync(model, "--approve", "auto", "--json", "--limit", $"run={oneCall}");

        result.ExitCode.ShouldBe(ExitCode.NoAcceptableFix);
        model.Questions.ShouldHaveSingleItem();
        ((string?)result.Run["status"]).ShouldBe("abstained");
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldContain($"The run's limit of {oneCall} tokens is reached: 120 are spent, and the next call takes about");
        ((string?)result.Run["rootCause"]).ShouldBe(Replies.RootCause);
        orders.Branches().ShouldBe(["main"]);
    }

    [Theory]
    [InlineData("service=120", "The service's daily limit of 120 tokens is reached: 120 are spent.")]
    [InlineData("day=100", "The daily limit of 100 tokens is reached: 120 are spent.")]
    [InlineData("day=0.005usd", "The daily limit of 0.005 USD is reached: 0.006 are spent.")]
    public async Task A_day_over_its_limit_keeps_the_crash_quiet_until_there_is_room(string limit, string reason)
    {
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? "ABSTAIN: not today" : Replies.Good)));
        var prices = folder.Write("prices.json", """{ "test": { "input": 50, "output": 50 } }""");
        await HealAsync(model, "--approve", "auto", "--prices", prices);

        var quiet = await HealAsync(model, "--approve", "auto", "--json", "--prices", prices, "--limit", limit);
        var healed = await HealAsync(model, "--approve", "auto", "--json", "--prices", prices, "--limit", "day=1usd");

        quiet.ExitCode.ShouldBe(ExitCode.NothingToHeal, quiet.Output + quiet.Error);
        ((string?)quiet.Run["reason"]).ShouldBe(reason);
        healed.ExitCode.ShouldBe(ExitCode.Healed, healed.Output + healed.Error);
        model.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_patterns_cost_nothing_and_heal_whatever_is_spent()
    {
        var result = await selfheal.RunAsync(
            "heal", "--log", Replies.Log, "--repo", orders.Path, "--model", "auto:openai:http://127.0.0.1:9/v1#test", "--approve", "auto", "--json", "--limit", "day=0");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        result.Run["states"]!["Generate"]!["usage"].ShouldBeNull();
    }

    [Theory]
    [InlineData("--limit", "run=many", "--limit run=many is no limit")]
    [InlineData("--limit", "week=5", "--limit week=5 is no limit")]
    [InlineData("--limit", "run=-1", "--limit run=-1 is no limit")]
    [InlineData("--limit", "day=1usd", "the price of openai:http://127.0.0.1:9/v1#test is not known")]
    [InlineData("--prices", "/nowhere.json", "/nowhere.json cannot be read")]
    [InlineData("--min-confidence", "7", "--min-confidence is 7; it goes from 0 to 1.")]
    [InlineData("--candidates", "0", "--candidates is 0; it goes from 1 to 10.")]
    [InlineData("--replay", "/nowhere", "The recorded replies cannot be read from /nowhere")]
    public async Task Wrong_options_exit_2_and_say_why(string option, string value, string message)
    {
        var result = await selfheal.RunAsync(
            "heal", "--log", Replies.Log, "--repo", orders.Path, "--model", "openai:http://127.0.0.1:9/v1#test", option, value);

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain(message);
        result.Error.Trim().ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "test": 3 }""")]
    [InlineData("""{ "test": { "input": 3 } }""")]
    [InlineData("""{ "test": { "input": -3, "output": 1 } }""")]
    [InlineData("""{ "test": null }""")]
    public async Task A_price_table_of_another_shape_exits_2(string json)
    {
        var result = await selfheal.RunAsync(
            "heal", "--log", Replies.Log, "--repo", orders.Path, "--model", "openai:http://127.0.0.1:9/v1#test", "--prices", folder.Write("prices.json", json));

        result.ExitCode.ShouldBe(ExitCode.WrongUsage, result.Output + result.Error);
        result.Error.ShouldContain("prices.json");
    }

    public void Dispose()
    {
        folder.Dispose();
        orders.Dispose();
        selfheal.Dispose();
    }

    Task<SelfHeal.Result> HealAsync(ChatServer model, params string[] options) =>
        selfheal.RunAsync(["heal", "--log", Replies.Log, "--repo", orders.Path, "--model", $"openai:{model.Url}#test", .. options]);
}
