using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps.CommitPullRequest;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Durability;

/// <summary>Interrupted runs, as a person meets them.</summary>
public sealed class ResumeCommandTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task Without_an_interrupted_run_there_is_nothing_to_resume()
    {
        var result = await selfheal.RunAsync("resume");

        result.ExitCode.ShouldBe(ExitCode.NothingToHeal);
        result.Output.ShouldContain("No run is interrupted");
        (await selfheal.RunAsync("resume", "nosuchid")).Error.ShouldContain("There is no run nosuchid");
    }

    [Fact]
    public async Task An_interrupted_run_is_named_and_goes_on_as_it_was_started()
    {
        var id = await InterruptAsync("Generate");

        (await selfheal.RunAsync("runs")).Output.ShouldContain($"{id}  ");
        (await selfheal.RunAsync("runs")).Output.ShouldContain("interrupted");
        (await selfheal.RunAsync("show", id)).Output.ShouldContain($"selfheal resume {id}");
        var result = await selfheal.RunAsync("resume", id, "--json");

        result.ExitCode.ShouldBe(ExitCode.WaitingForApproval, result.Error);
        ((string?)result.Run["id"]).ShouldBe(id);
        (await selfheal.RunAsync("approve", id)).ExitCode.ShouldBe(ExitCode.Healed);
    }

    [Fact]
    public async Task Heal_of_the_same_crash_in_another_way_gives_the_interrupted_run_up()
    {
        var id = await InterruptAsync("Generate");

        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--min-confidence", "0.6", "--approve", "auto");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output);
        result.Output.ShouldContain($"Run {id} of this crash was interrupted and is given up");
        (await selfheal.RunAsync("resume", id)).Output.ShouldContain("failed");
        orders.Branches().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Heal_of_another_crash_only_names_an_interrupted_run()
    {
        await InterruptAsync("Generate");
        using var folder = new TemporaryFolder();
        var log = folder.Write("other.log", "Traceback (most recent call last):\n  File \"/srv/elsewhere/x.py\", line 3, in go\n    y()\nKeyError: 'z'\n");

        var result = await selfheal.RunAsync("heal", "--log", log, "--repo", orders.Path);

        result.Output.ShouldContain("1 interrupted run waits: `selfheal resume` goes on with it.");
        (await selfheal.RunAsync("runs")).Output.ShouldContain("interrupted");
    }

    [Fact]
    public async Task A_lock_that_was_left_on_its_branch_holds_a_run_up_for_seconds_only()
    {
        var id = (string)(await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--json")).Run["id"]!;
        var branch = CommitPullRequestStep.BranchOf((string)(await InputOfAsync(id))["fingerprint"]!);
        var left = orders.Lock("refs/heads/" + branch, DateTime.UtcNow.AddSeconds(-4));

        var approved = await selfheal.RunAsync("approve", id);

        approved.ExitCode.ShouldBe(ExitCode.Healed, approved.Output + approved.Error);
        orders.Branches().ShouldBe(["main", branch]);
        File.Exists(left).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_was_killed_in_its_tests_goes_on_days_later_though_others_were_tested_meanwhile()
    {
        var id = await InterruptAsync("RunTests", verify: "python3 -c 'import orders.carts'");
        var pack = Directory.GetFiles(Path.Combine(selfheal.Home, "artifacts/test-pack")).ShouldHaveSingleItem();
        File.SetLastWriteTimeUtc(pack, DateTime.UtcNow.AddDays(-3));
        using var another = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
        (await selfheal.RunAsync("heal", "--log", Log, "--repo", another.Path, "--verify", "python3 -c 'import orders.carts'")).ExitCode.ShouldBe(ExitCode.WaitingForApproval);

        var result = await selfheal.RunAsync("resume", id);

        result.ExitCode.ShouldBe(ExitCode.WaitingForApproval, result.Output + result.Error);
    }

    [Fact]
    public async Task A_run_that_was_killed_when_it_had_just_asked_can_be_approved()
    {
        // Asked, and not yet stored as waiting.
        var id = await InterruptAsync("RequestApproval", "TaskSubmitted");

        var approved = await selfheal.RunAsync("approve", id);

        approved.ExitCode.ShouldBe(ExitCode.Healed, approved.Output + approved.Error);
        orders.Branches().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_of_a_living_process_is_left_to_it()
    {
        var id = await InterruptAsync("Generate");
        using var other = HostOf();
        (await other.Runs.TakeAsync(id, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldNotBeNull();

        var one = await selfheal.RunAsync("resume", id);
        var all = await selfheal.RunAsync("resume");

        one.ExitCode.ShouldBe(ExitCode.WrongUsage);
        one.Error.ShouldContain($"Another process goes on with the run {id}");
        all.ExitCode.ShouldBe(ExitCode.NothingToHeal);
    }

    [Fact]
    public async Task Of_many_processes_one_takes_an_interrupted_run()
    {
        var id = await InterruptAsync("Generate");
        var hosts = Enumerable.Range(0, 8).Select(_ => HostOf()).ToArray();

        var taken = await Task.WhenAll(hosts.Select(host => Task.Run(() =>
            host.Runs.TakeAsync(id, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken))));

        taken.Count(snapshot => snapshot is not null).ShouldBe(1);
        foreach (var host in hosts)
            host.Dispose();
    }

    // The process dies at an event of a state.
    async Task<string> InterruptAsync(string state, string type = "TaskStateEntered", string? verify = null)
    {
        var dying = new DeathAtState(state, type);
        using (var host = HostOf(dying))
        {
            var input = await InputAsync(verify);
            var prepared = await host.PrepareAsync(input, TestContext.Current.CancellationToken);
            await DeathException.HappensIn(() => host.GoAsync(prepared, TestContext.Current.CancellationToken));
            return prepared.Execution.Name;
        }
    }

    async Task<JsonObject> InputAsync(string? verify)
    {
        using var machine = new SelfHeal();
        await machine.RunAsync(["heal", "--log", Log, "--repo", orders.Path, .. verify is null ? Array.Empty<string>() : ["--verify", verify]]);
        using var host = HostOf(home: machine.Home);
        var run = (await host.Runs.ListAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        return (await host.Runs.FindAsync(run.Id, TestContext.Current.CancellationToken)).Execution.Input!.DeepClone().AsObject();
    }

    async Task<JsonNode> InputOfAsync(string id)
    {
        using var host = HostOf();
        return (await host.Runs.FindAsync(id, TestContext.Current.CancellationToken)).Execution.Input!;
    }

    LocalHost HostOf(IExecutionObserver? observer = null, string? home = null)
    {
        var surroundings = new Surroundings(
            TextWriter.Null, TextWriter.Null, TextReader.Null, IsTerminal: false, _ => null, "test-person", TimeProvider.System);
        return new LocalHost(new LocalHome(home ?? selfheal.Home), surroundings, observer ?? new NoObserver(), TextWriter.Null, CancellationToken.None);
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }

    sealed class DeathAtState(string state, string type) : IExecutionObserver
    {
        public void OnEvent(HistoryEvent added)
        {
            if (added.State == state && added.Type == type)
                throw new DeathException();
        }

        public void OnRetry(string stateName, string? error, int attempt, TimeSpan delay)
        {
        }
    }
}
