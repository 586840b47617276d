using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Runs whose fix comes from a model behind OpenAI's chat protocol.</summary>
public sealed class ModelTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task A_model_s_fix_is_committed()
    {
        using var model = ChatServer.Replying(Replies.Good);

        var result = await HealAsync(model);

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        ((string?)result.Run["states"]!["Generate"]!["author"]).ShouldBe($"openai:{model.Url}#test");
        orders.Git("show", $"{(string)result.Run["branch"]!}:orders/carts.py").ShouldContain("in list(self._carts.items()):");
        var question = model.Questions.ShouldHaveSingleItem().ToJsonString();
        question.ShouldContain("dictionary changed size during iteration");
        question.ShouldContain("class CartStore");
    }

    [Fact]
    public async Task A_model_may_abstain()
    {
        using var model = ChatServer.Replying("ROOT CAUSE: unclear\nABSTAIN: the code that fills the store is not shown");

        var result = await HealAsync(model);

        result.ExitCode.ShouldBe(ExitCode.NoAcceptableFix);
        ((string?)result.Run["status"]).ShouldBe("abstained");
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldContain("is not shown");
    }

    [Fact]
    public async Task Nonsense_is_sent_back_and_ends_as_invalid_after_three_attempts()
    {
        using var model = ChatServer.Replying("I am a teapot.");

        var result = await HealAsync(model);

        result.ExitCode.ShouldBe(ExitCode.NoAcceptableFix);
        ((string?)result.Run["status"]).ShouldBe("invalid");
        model.Questions.Count.ShouldBe(3);
        model.Questions[2].ToJsonString().ShouldContain("Your last change was refused");
        orders.Branches().ShouldBe(["main"]);
    }

    [Theory]
    [InlineData("orders/carts.py", "for cart_id, cart in list(self._carts.items():", "a change that does not parse")]
    [InlineData("../outside.py", "x", "a path outside the repository")]
    [InlineData(".github/workflows/deploy.yml", "x", "a file that deploys")]
    [InlineData("orders/nowhere.py", "x", "a file that is not there")]
    public async Task A_change_that_may_not_be_is_sent_back_and_a_better_one_is_taken(string path, string line, string _)
    {
        var bad = Replies.Good.Replace("orders/carts.py", path, StringComparison.Ordinal)
            .Replace("for cart_id, cart in list(self._carts.items()):", line, StringComparison.Ordinal);
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? bad : Replies.Good)));

        var result = await HealAsync(model);

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        model.Questions.Count.ShouldBe(2);
        orders.Git("diff", "--name-only", "main", (string)result.Run["branch"]!).ShouldBe("orders/carts.py");
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again_and_then_named()
    {
        var address = $"http://127.0.0.1:{LoopbackServer.FreePort()}/v1";

        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--model", $"openai:{address}#test", "--approve", "auto");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("ModelUnreachableException: trying again");
        result.Output.ShouldContain($"The model at {address} cannot be reached");
    }

    [Fact]
    public async Task A_server_that_is_slow_ends_at_the_time_limit()
    {
        using var slow = new ChatServer(_ =>
        {
            Thread.Sleep(TimeSpan.FromSeconds(4));
            return (200, ChatServer.Completion(Replies.Good));
        });
        selfheal.Environment["SELFHEAL_MODEL_TIMEOUT"] = "1";

        var result = await HealAsync(slow);

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldContain("did not answer within 1 seconds");
    }

    [Theory]
    [InlineData(401, "{}", "refuses the key")]
    [InlineData(404, "{\"error\":{\"message\":\"no such model\"}}", "refuses the request (404)")]
    [InlineData(500, "oops", "cannot be reached")]
    [InlineData(200, "<html>not the protocol</html>", "does not answer as OpenAI's chat protocol says")]
    [InlineData(200, "{}", "does not answer as OpenAI's chat protocol says")]
    public async Task A_server_that_answers_badly_is_named(int status, string body, string message)
    {
        using var server = new ChatServer(_ => (status, body));

        var result = await HealAsync(server);

        result.ExitCode.ShouldBe(ExitCode.Unexpected, result.Output + result.Error);
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldContain(message);
        (result.Output + result.Error).ShouldNotContain("   at ");
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }

    Task<SelfHeal.Result> HealAsync(ChatServer model) =>
        selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--model", $"openai:{model.Url}#test", "--approve", "auto", "--json");
}
