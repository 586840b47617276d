using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary><c>selfheal prompt</c>: what would leave the account, before it does.</summary>
public sealed class PromptTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task The_printed_messages_are_those_that_a_model_is_sent()
    {
        using var model = ChatServer.Replying("ROOT CAUSE: unclear\nABSTAIN: not shown");
        await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--model", $"openai:{model.Url}#test", "--approve", "auto");

        var printed = await selfheal.RunAsync("prompt", "--log", Log, "--repo", orders.Path, "--json");

        printed.ExitCode.ShouldBe(ExitCode.Healed);
        var prompt = printed.Json["prompts"]!.AsArray().ShouldHaveSingleItem()!;
        var sent = model.Questions.ShouldHaveSingleItem()["messages"]!.AsArray();
        prompt["messages"]!.AsArray().Select(m => ((string?)m!["role"], (string?)m["text"]))
            .ShouldBe(sent.Select(m => ((string?)m!["role"], TextOf(m["content"]!))));
        ((int)prompt["tokens"]!).ShouldBeInRange(500, 12_000);
        prompt["pieces"]!.AsArray().ShouldContain(p => (string?)p!["path"] == "orders/carts.py");
    }

    [Fact]
    public async Task For_people_it_lists_the_pieces_with_their_reasons_and_prints_the_messages()
    {
        var printed = await selfheal.RunAsync("prompt", "--log", Log, "--repo", orders.Path);

        printed.ExitCode.ShouldBe(ExitCode.Healed);
        printed.Output.ShouldContain("the function that crashed (sweep), in line 35");
        printed.Output.ShouldContain("of at most 12000 tokens, in 2 messages");
        printed.Output.ShouldContain("----- system -----");
        printed.Output.ShouldContain("----- user -----");
    }

    [Fact]
    public async Task The_commit_that_the_log_names_is_the_one_that_is_shown()
    {
        var running = orders.Git("rev-parse", "HEAD");
        orders.Write("README.md", "later\n");
        orders.Commit("Later");
        using var folder = new TemporaryFolder();
        var log = folder.Write("crash.log", $"start git.commit={running}\n{await File.ReadAllTextAsync(Log, TestContext.Current.CancellationToken)}");

        var printed = await selfheal.RunAsync("prompt", "--log", log, "--repo", orders.Path, "--json");

        var prompt = printed.Json["prompts"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)prompt["commit"]).ShouldBe(running);
        ((string?)prompt["revisionSource"]).ShouldStartWith("The log names it: git.commit=");
    }

    [Fact]
    public async Task A_log_without_a_crash_exits_3()
    {
        using var folder = new TemporaryFolder();

        var printed = await selfheal.RunAsync("prompt", "--log", folder.Write("quiet.log", "all is well\n"), "--repo", orders.Path);

        printed.ExitCode.ShouldBe(ExitCode.NothingToHeal);
        printed.Error.ShouldContain("There is no crash in");
    }

    [Theory]
    [InlineData("--budget", "10", "leaves no room for code")]
    [InlineData("--budget", "many", "many")]
    [InlineData("--log", "/nowhere.log", "cannot be read")]
    [InlineData("--repo", "/nowhere", "/nowhere")]
    public async Task Wrong_usage_exits_2_and_says_why(string option, string value, string message)
    {
        var arguments = new List<string> { "prompt", "--log", Log, "--repo", orders.Path, option, value };
        if (arguments.IndexOf(option) is var given && given < 5)
            arguments.RemoveRange(given, 2);

        var printed = await selfheal.RunAsync([.. arguments]);

        printed.ExitCode.ShouldBe(ExitCode.WrongUsage);
        printed.Error.ShouldContain(message);
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }

    static string? TextOf(System.Text.Json.Nodes.JsonNode content) =>
        content is System.Text.Json.Nodes.JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string?)content;
}
