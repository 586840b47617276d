using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Who makes the fix, and which of several is taken.</summary>
public sealed class ChoiceOfFixTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    [Fact]
    public async Task Auto_asks_no_model_where_a_pattern_is_certain()
    {
        using var model = ChatServer.Replying(Replies.Good);

        var result = await HealAsync($"auto:openai:{model.Url}#test");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        ((string?)result.Run["states"]!["Generate"]!["author"]).ShouldBe("patterns");
        model.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Auto_asks_the_model_where_no_pattern_is_certain_enough()
    {
        using var model = ChatServer.Replying(Replies.Good.Replace("0.9", "100 %", StringComparison.Ordinal));

        var result = await HealAsync($"auto:openai:{model.Url}#test", "--min-confidence", "0.99");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        ((string?)result.Run["states"]!["Generate"]!["author"]).ShouldBe($"openai:{model.Url}#test");
    }

    [Fact]
    public async Task Auto_asks_the_model_after_a_person_rejected_the_pattern_s_fix()
    {
        using var model = ChatServer.Replying(Replies.Tuple);
        var waiting = await selfheal.RunAsync("heal", "--log", Replies.Log, "--repo", orders.Path, "--json");
        await selfheal.RunAsync("reject", (string)waiting.Run["id"]!, "--reason", "no lists here");

        var result = await HealAsync($"auto:openai:{model.Url}#test", "--again");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        Replies.TextOf(model.Questions.ShouldHaveSingleItem()["messages"]![1]!).ShouldContain("no lists here");
    }

    [Fact]
    public async Task A_model_that_means_none_is_refused_in_auto_too()
    {
        var result = await selfheal.RunAsync("heal", "--log", Replies.Log, "--repo", orders.Path, "--model", "auto:gpt");

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain("The model gpt is unknown");
    }

    [Fact]
    public async Task Of_several_candidates_the_one_that_most_agree_on_is_taken()
    {
        string[] replies = [Replies.Good, "I am a teapot.", Replies.Tuple, Replies.Broken, Replies.Tuple];
        using var model = new ChatServer(call => (200, ChatServer.Completion(replies[call])));

        var result = await HealAsync($"openai:{model.Url}#test", "--candidates", "5");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        orders.Git("show", $"{(string)result.Run["branch"]!}:orders/carts.py").ShouldContain("in tuple(self._carts.items()):");
        ((int)result.Run["states"]!["Generate"]!["usage"]!["calls"]!).ShouldBe(5);
        model.Questions.Select(question => question["messages"]!.ToJsonString()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_that_fails_after_the_first_candidate_leaves_the_choice_to_those_that_are_there()
    {
        using var model = new ChatServer(call => call == 0 ? (200, ChatServer.Completion(Replies.Good)) : (429, "{}"));

        var result = await HealAsync($"openai:{model.Url}#test", "--candidates", "3");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        model.Questions.Count.ShouldBe(2);
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }

    Task<SelfHeal.Result> HealAsync(string model, params string[] options) =>
        selfheal.RunAsync(["heal", "--log", Replies.Log, "--repo", orders.Path, "--model", model, "--approve", "auto", "--json", .. options]);
}
