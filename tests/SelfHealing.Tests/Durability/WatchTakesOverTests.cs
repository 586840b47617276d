using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Durability;

/// <summary>What a watch does with runs whose process died, before it started and while it goes on.</summary>
public sealed class WatchTakesOverTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly TemporaryFolder folder = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Crash => File.ReadAllText(RepositoryRoot.Combine("samples/orders/crash.log"));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_was_started_with_auto_is_approved_as_it_was_started()
    {
        var id = await InterruptAsync(await InputAsync(auto: true));

        var result = await WatchAsync();

        Run(result)["id"]!.ToString().ShouldBe(id);
        Run(result)["status"]!.ToString().ShouldBe("healed");
    }

    [Fact]
    public async Task A_run_that_was_interrupted_after_the_watch_began_goes_on_too()
    {
        var input = await InputAsync(auto: false);
        var log = folder.Write("orders.log", "one\n");
        selfheal.StopAt = "\"event\":\"run\"";
        var watching = selfheal.RunAsync("watch", log, "--repo", orders.Path, "--json");
        await UntilWatchedAsync(log);

        var id = await InterruptAsync(input);
        File.AppendAllText(log, Crash);

        Run(await watching)["id"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task A_run_that_was_resumed_meanwhile_is_not_gone_on_with()
    {
        var id = await InterruptAsync(await InputAsync(auto: true));
        var log = folder.Write("orders.log", "one\n");
        selfheal.StopAt = "\"event\":\"run\"";
        var watching = selfheal.RunAsync("watch", log, "--repo", orders.Path, "--json");
        await UntilWatchedAsync(log);

        using (var other = new SelfHeal { HomeFolder = selfheal.Home })
            (await other.RunAsync("resume", id)).ExitCode.ShouldBe(ExitCode.Healed);
        File.AppendAllText(log, Crash);

        var result = await watching;
        result.Error.ShouldNotContain("it goes on");
        Run(result)["id"]!.ToString().ShouldNotBe(id);
    }

    [Fact]
    public async Task At_its_end_it_says_what_is_left()
    {
        await InterruptAsync(await InputAsync(auto: false));

        var result = await selfheal.RunAsync("watch", "--command", "true", "--repo", orders.Path);

        result.Error.ShouldContain("1 interrupted run waits: `selfheal resume` goes on with it.");
    }

    Task<SelfHeal.Result> WatchAsync() => selfheal.RunAsync("watch", "--command", $"cat '{folder.Write("crash.log", Crash)}'", "--repo", orders.Path, "--json");

    static JsonNode Run(SelfHeal.Result result) =>
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Single(one => (string?)one["event"] == "run");

    // Its position is kept from then on.
    async Task UntilWatchedAsync(string log)
    {
        var positions = new SelfHealing.Cli.Watching.WatchedPositions(new LocalHome(selfheal.Home).Database);
        while (await positions.FindAsync(log, Cancellation) is null)
            await Task.Delay(50, Cancellation);
    }

    async Task<string> InterruptAsync(JsonObject input)
    {
        using var host = HostOf(selfheal.Home, new DeathAtGenerate());
        var prepared = await host.PrepareAsync(input, Cancellation);
        await DeathException.HappensIn(() => host.GoAsync(prepared, Cancellation));
        return prepared.Execution.Name;
    }

    // As the watch would start it.
    async Task<JsonObject> InputAsync(bool auto)
    {
        using var machine = new SelfHeal();
        await machine.RunAsync("heal", "--log", RepositoryRoot.Combine("samples/orders/crash.log"), "--repo", orders.Path);
        using var host = HostOf(machine.Home, new NoObserver());
        var run = (await host.Runs.ListAsync(Cancellation)).ShouldHaveSingleItem();
        var input = (await host.Runs.FindAsync(run.Id, Cancellation)).Execution.Input!.DeepClone().AsObject();
        if (auto)
            input["approve"] = "auto";
        return input;
    }

    static LocalHost HostOf(string home, IExecutionObserver observer)
    {
        var surroundings = new Surroundings(
            TextWriter.Null, TextWriter.Null, TextReader.Null, IsTerminal: false, _ => null, "test-person", TimeProvider.System);
        return new LocalHost(new LocalHome(home), surroundings, observer, TextWriter.Null, CancellationToken.None);
    }

    public void Dispose()
    {
        orders.Dispose();
        folder.Dispose();
        selfheal.Dispose();
    }

    sealed class DeathAtGenerate : IExecutionObserver
    {
        public void OnEvent(HistoryEvent added)
        {
            if (added is { State: "Generate", Type: "TaskStateEntered" })
                throw new DeathException();
        }

        public void OnRetry(string stateName, string? error, int attempt, TimeSpan delay)
        {
        }
    }
}
