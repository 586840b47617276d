using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>A person decides, on a terminal or later from another process.</summary>
public sealed class ApprovalTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task Away_from_a_terminal_the_run_waits_and_says_how_to_decide()
    {
        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path);

        result.ExitCode.ShouldBe(ExitCode.WaitingForApproval);
        var id = await WaitingRunAsync();
        result.Output.ShouldContain($"selfheal approve {id}");
        result.Output.ShouldContain($"selfheal reject {id} --reason");
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task Approve_commits_and_is_taken_once()
    {
        await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path);
        var id = await WaitingRunAsync();

        var approved = await selfheal.RunAsync("approve", id, "--reason", "looks right");
        var again = await selfheal.RunAsync("approve", id);

        approved.ExitCode.ShouldBe(ExitCode.Healed, approved.Output + approved.Error);
        orders.Branches().Count.ShouldBe(2);
        again.ExitCode.ShouldBe(ExitCode.WrongUsage);
        again.Error.ShouldContain("does not wait for approval: it is healed");
        var show = await selfheal.RunAsync("show", id);
        show.Output.ShouldContain("approved by: `test-person`: `looks right`");
    }

    [Fact]
    public async Task Reject_keeps_the_reason_and_the_crash_stays_quiet()
    {
        await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path);

        var rejected = await selfheal.RunAsync("reject", await WaitingRunAsync(), "--reason", "the sweep must stay lazy");
        var again = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");

        rejected.ExitCode.ShouldBe(ExitCode.NoAcceptableFix);
        again.ExitCode.ShouldBe(ExitCode.NothingToHeal);
        again.Output.ShouldContain("the sweep must stay lazy");
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task While_a_run_waits_the_same_crash_is_a_duplicate()
    {
        await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path);

        (await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto")).ExitCode.ShouldBe(ExitCode.NothingToHeal);
        orders.Branches().ShouldBe(["main"]);
    }

    [Theory]
    [InlineData("yes\n", ExitCode.Healed)]
    [InlineData("what\ny\n", ExitCode.Healed)]
    [InlineData("no\nnot now\n", ExitCode.NoAcceptableFix)]
    [InlineData("later\n", ExitCode.WaitingForApproval)]
    [InlineData("", ExitCode.WaitingForApproval)]
    public async Task On_a_terminal_the_answer_decides(string typed, ExitCode expected)
    {
        using var terminal = new SelfHeal { Typed = typed };

        var result = await terminal.RunAsync("heal", "--log", Log, "--repo", orders.Path);

        result.ExitCode.ShouldBe(expected, result.Output + result.Error);
        result.Output.ShouldContain("Commit this on a branch?");
    }

    [Fact]
    public async Task Runs_and_show_tell_of_a_run()
    {
        await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path);
        var id = await WaitingRunAsync();

        var show = await selfheal.RunAsync("show", id);
        show.Output.ShouldContain("Generate");
        show.Output.ShouldContain("+        for cart_id, cart in list(self._carts.items()):");
        (await selfheal.RunAsync("show", id, "--json")).Output.ShouldContain("\"status\": \"waiting\"");
        (await selfheal.RunAsync("show", "nosuchid")).ExitCode.ShouldBe(ExitCode.WrongUsage);
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }

    async Task<string> WaitingRunAsync()
    {
        var runs = await selfheal.RunAsync("runs", "--json");
        var run = System.Text.Json.Nodes.JsonNode.Parse(runs.Output.Split('\n')[0])!;
        ((string?)run["status"]).ShouldBe("waiting");
        return (string)run["id"]!;
    }
}
