using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Durability;

/// <summary>
/// A process dies at every event and at every call of a port, before and after its effect. What the next process makes of it is what
/// the first one would have made; `heal` is tried after each fifth moment, which costs less. docs/durability.md says what is promised.
/// </summary>
public sealed class DeathAnywhereTests : IDisposable
{
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Theory]
    [InlineData("resume", 1)]
    [InlineData("heal", 5)]
    public async Task A_run_that_died_anywhere_ends_as_an_undisturbed_one(string next, int stride)
    {
        var undisturbed = new Death(0);
        var input = await InputAsync();
        string expected;
        using (var machine = new SelfHeal())
        {
            await RunAsync(machine, undisturbed, input);
            expected = await EndingAsync(machine, input);
        }
        undisturbed.Moments.ShouldBeGreaterThan(80);

        for (var moment = 1; moment <= undisturbed.Moments; moment += stride)
        {
            using var machine = new SelfHeal();
            await DeathException.HappensIn(() => RunAsync(machine, new Death(moment), input));

            var result = next == "resume"
                ? await machine.RunAsync("resume")
                : await machine.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");
            // One that died before anything was stored has left nothing to go on with but the log.
            if (next == "resume" && result.ExitCode == ExitCode.NothingToHeal)
                result = await machine.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");

            var where = $"Died at moment {moment}: {result.Output}{result.Error}";
            result.ExitCode.ShouldBeOneOf([ExitCode.Healed, ExitCode.NothingToHeal], where);
            (await EndingAsync(machine, input)).ShouldBe(expected, where);
        }
    }

    // What a person starts, as the command makes it.
    async Task<JsonNode> InputAsync()
    {
        using var machine = new SelfHeal();
        (await machine.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto")).ExitCode.ShouldBe(ExitCode.Healed);
        using var host = HostOf(machine, new Death(0));
        var run = (await host.Runs.ListAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        var input = (await host.Runs.FindAsync(run.Id, TestContext.Current.CancellationToken)).Execution.Input!;
        orders.Git("branch", "-q", "-D", orders.Branches().Single(name => name != "main"));
        return input;
    }

    // Every run but one is a duplicate; that one and its issue, branch and commit are those of the undisturbed run.
    async Task<string> EndingAsync(SelfHeal machine, JsonNode input)
    {
        using var host = HostOf(machine, new Death(0));
        var runs = await host.Runs.ListAsync(TestContext.Current.CancellationToken);
        var key = new SelfHealing.Issues.IssueKey((string)input["service"]!["name"]!, (string)input["fingerprint"]!);
        var issue = (await host.Issues.FindAsync(key, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var branch = orders.Branches().Where(name => name != "main").ShouldHaveSingleItem();
        var ending = string.Join(
            '\n',
            string.Join(',', runs.Select(run => run.Status)),
            $"{issue.Status}, seen {issue.Occurrences}, {issue.Attempts.Count} attempt, {issue.Branch}",
            $"{branch}: {orders.Git("rev-list", "--count", $"main..{branch}")} commit, tree {orders.Git("rev-parse", branch + "^{tree}")}");
        orders.Git("branch", "-q", "-D", branch);
        return ending;
    }

    static async Task RunAsync(SelfHeal machine, Death death, JsonNode input)
    {
        using var host = HostOf(machine, death);
        var cancellation = TestContext.Current.CancellationToken;
        var snapshot = await host.GoAsync(await host.PrepareAsync(input.DeepClone().AsObject(), cancellation), cancellation);
        if (snapshot.Result is ExecutionResult.Waiting)
        {
            var yes = new Approval(ApprovalDecision.Approved, "auto", "test-person", TimeProvider.System.GetUtcNow());
            await host.DecideAsync(snapshot.Execution.Name, yes, cancellation);
        }
    }

    static LocalHost HostOf(SelfHeal machine, Death death)
    {
        var surroundings = new Surroundings(
            TextWriter.Null, TextWriter.Null, TextReader.Null, IsTerminal: false, _ => null, "test-person", TimeProvider.System);
        return new LocalHost(new LocalHome(machine.Home), surroundings, death, TextWriter.Null, CancellationToken.None, death.Around);
    }

    public void Dispose() => orders.Dispose();
}
