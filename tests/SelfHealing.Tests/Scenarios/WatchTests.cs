using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary><c>selfheal watch</c>, as a person starts it.</summary>
public sealed class WatchTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly TemporaryFolder folder = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Crash => File.ReadAllText(RepositoryRoot.Combine("samples/orders/crash.log"));

    [Fact]
    public async Task A_crash_in_a_file_is_healed_and_the_next_watch_goes_on_behind_it()
    {
        var log = folder.Write("orders.log", Crash);
        selfheal.StopAt = "\"event\":\"run\"";

        var first = await selfheal.RunAsync("watch", log, "--repo", orders.Path, "--from-start", "--approve", "auto", "--json");

        first.ExitCode.ShouldBe(ExitCode.Healed, first.Error);
        var run = Events(first).Single(one => (string?)one["event"] == "run");
        ((string?)run["status"]).ShouldBe("healed");
        ((string?)run["branch"]).ShouldBe(orders.Branches().Single(name => name != "main"));

        File.AppendAllText(log, Crash.Replace("in sweep", "in swoop", StringComparison.Ordinal));
        var second = await selfheal.RunAsync("watch", log, "--repo", orders.Path, "--from-start", "--json");

        var summary = Events(second)[^1];
        ((string?)summary["event"]).ShouldBe("summary");
        ((int?)summary["crashes"]).ShouldBe(1);
        ((int?)summary["lines"]).ShouldBe(13);
    }

    [Fact]
    public async Task A_commands_output_is_passed_on_and_its_exit_code_told()
    {
        folder.Write("crash.log", Crash);

        var result = await selfheal.RunAsync("watch", "--command", $"cat '{folder.Combine("crash.log")}'; exit 7", "--repo", orders.Path, "--approve", "auto");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        result.Output.ShouldBe(Crash);
        result.Error.ShouldContain("13 lines read, 1 crashes, 1 healed; the command exited with 7.");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_any_more_ends_the_watch_of_all_and_is_named()
    {
        var log = folder.Write("orders.log", "one\n");
        var loop = folder.Combine("loop.log");
        File.CreateSymbolicLink(loop, loop);

        var result = await selfheal.RunAsync("watch", log, loop, "--repo", orders.Path, "--json").WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        result.ExitCode.ShouldNotBe(ExitCode.Healed);
        result.Error.ShouldContain($"selfheal: The log {loop} cannot be read: ");
        ((string?)Events(result)[^1]["event"]).ShouldBe("summary");
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_does_not_hold_up_the_stop()
    {
        var log = folder.Write("orders.log", Crash);
        await folder.MakePipeAsync("pipe");
        selfheal.StopAt = "\"event\":\"run\"";

        var watch = Task.Run(() => selfheal.RunAsync("watch", folder.Combine("pipe"), log, "--repo", orders.Path, "--from-start", "--json"));
        var result = await watch.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        // Lets go of who still waits for it.
        new FileStream(folder.Combine("pipe"), FileMode.Open, FileAccess.Write).Dispose();
    }

    [Fact]
    public async Task A_file_of_two_names_is_read_once()
    {
        var log = folder.Write("orders.log", Crash);
        selfheal.StopAt = "\"event\":\"run\"";

        var result = await selfheal.RunAsync("watch", log, Path.Combine(folder, ".", "orders.log"), "--repo", orders.Path, "--from-start", "--json");

        ((int?)Events(result)[^1]["lines"]).ShouldBe(13);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task A_terminal_that_draws_nothing_again_gets_lines(string variable, string value)
    {
        using var terminal = new SelfHeal { Typed = Crash, Environment = { [variable] = value } };

        var result = await terminal.RunAsync("watch", "-", "--repo", orders.Path, "--approve", "auto");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        result.Output.ShouldContain("Crash in standard input: RuntimeError: dictionary changed size during iteration\n");
        result.Output.ShouldNotContain("Ctrl-C stops.");
        result.Output.ShouldNotContain("\e");
    }

    [Theory]
    [InlineData("Name the files to watch", "watch", "--repo", ".")]
    [InlineData("Name the files to watch", "watch", "a.log", "--command", "true", "--repo", ".")]
    [InlineData("--parallel goes from 1 to 16", "watch", "a.log", "--repo", ".", "--parallel", "0")]
    [InlineData("is a folder", "watch", "/", "--repo", ".")]
    public async Task What_cannot_be_watched_is_said(string message, params string[] arguments)
    {
        var result = await selfheal.RunAsync(arguments);

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain(message);
    }

    static List<JsonNode> Events(SelfHeal.Result result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    public void Dispose()
    {
        selfheal.Dispose();
        folder.Dispose();
        orders.Dispose();
    }
}
