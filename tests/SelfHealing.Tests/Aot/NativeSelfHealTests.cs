using System.Text.Json.Nodes;
using CliWrap.Buffered;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Aot;

/// <summary>The native executable does what the tests above have seen under the JIT. Publishing it takes one to three minutes.</summary>
public sealed class NativeSelfHealTests : IDisposable
{
    readonly TemporaryFolder home = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task It_heals_with_the_patterns()
    {
        var result = await NativeExecutable.RunAsync(home, "heal", "--log", Log, "--repo", Path.Combine(orders.Path, "orders"), "--approve", "auto", "--json");

        result.ExitCode.ShouldBe(0, result.StandardError);
        var run = JsonNode.Parse(result.StandardOutput)!["runs"]![0]!;
        orders.Git("show", $"{(string)run["branch"]!}:orders/carts.py").ShouldContain("in list(self._carts.items()):");
    }

    [Fact]
    public async Task It_heals_with_a_model()
    {
        using var model = ChatServer.Replying(Replies.Good);

        var waiting = await NativeExecutable.RunAsync(home, "heal", "--log", Log, "--repo", orders.Path, "--model", $"openai:{model.Url}#test", "--json");
        waiting.ExitCode.ShouldBe(5, waiting.StandardError);
        var id = (string)JsonNode.Parse(waiting.StandardOutput)!["runs"]![0]!["id"]!;
        var approved = await NativeExecutable.RunAsync(home, "approve", id);

        approved.ExitCode.ShouldBe(0, approved.StandardError);
        orders.Branches().Count.ShouldBe(2);
        model.Questions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_records_a_run_with_its_cost_and_replays_it()
    {
        using var folder = new TemporaryFolder();
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? Replies.Broken : Replies.Good)));
        var prices = folder.Write("prices.json", """{ "test": { "input": 10, "output": 100 } }""");
        async Task<BufferedCommandResult> HealAsync(string machine, string url, string option)
        {
            foreach (var branch in orders.Branches().Where(name => name != "main"))
                orders.Git("branch", "-q", "-D", branch);
            return await NativeExecutable.RunAsync(
                folder.Combine(machine), "heal", "--log", Log, "--repo", orders.Path, "--model", $"openai:{url}#test", "--approve", "auto",
                "--prices", prices, "--limit", "day=1usd", option, folder.Combine("recordings"));
        }

        var recorded = await HealAsync("one", model.Url, "--record");
        var replayed = await HealAsync("two", "http://127.0.0.1:9/v1", "--replay");
        var again = await HealAsync("two", "http://127.0.0.1:9/v1", "--replay");

        recorded.ExitCode.ShouldBe(0, recorded.StandardError);
        recorded.StandardOutput.ShouldContain("0.006 USD; 2 calls");
        replayed.ExitCode.ShouldBe(0, replayed.StandardError);
        replayed.StandardOutput.ShouldContain("0.006 USD; 2 calls");
        // The second time the prompt tells of the fix that did not hold.
        again.ExitCode.ShouldBe(1, again.StandardOutput);
        again.StandardOutput.ShouldContain("has no reply to this prompt");
    }

    [Fact]
    public async Task It_works_on_a_repository_behind_a_url()
    {
        using var served = new TemporaryFolder();
        orders.Git("clone", "-q", "--bare", orders.Path, served.Combine("orders.git"));
        orders.Git("--git-dir", served.Combine("orders.git"), "config", "http.receivepack", "true");
        using var server = new GitHttpServer(served);

        var result = await NativeExecutable.RunAsync(home, "heal", "--log", Log, "--repo", server.Url + "/orders.git", "--approve", "auto");

        result.ExitCode.ShouldBe(0, result.StandardOutput + result.StandardError);
        orders.Git("--git-dir", served.Combine("orders.git"), "branch", "--list", "self-heal/*").ShouldNotBeEmpty();
    }

    public void Dispose()
    {
        orders.Dispose();
        home.Dispose();
    }
}
