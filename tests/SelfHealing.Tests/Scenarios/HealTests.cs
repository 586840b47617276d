using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Whole runs, as a person starts them.</summary>
public sealed class HealTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task A_crash_ends_as_a_branch_with_one_commit()
    {
        orders.Write("notes.txt", "being written\n");

        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        var branch = orders.Branches().Where(name => name != "main").ShouldHaveSingleItem();
        branch.ShouldStartWith("self-heal/");
        orders.Git("rev-list", "--count", $"main..{branch}").ShouldBe("1");
        orders.Git("diff", "--name-only", "main", branch).ShouldBe("orders/carts.py");
        orders.Git("show", $"{branch}:orders/carts.py").ShouldContain("for cart_id, cart in list(self._carts.items()):");
        orders.Git("status", "--porcelain").ShouldBe("?? notes.txt");
        orders.Git("rev-parse", "--abbrev-ref", "HEAD").ShouldBe("main");
    }

    [Fact]
    public async Task Every_state_says_what_it_did_and_the_root_cause_and_diff_are_shown()
    {
        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");

        foreach (var state in (string[])["Parse", "Dedupe", "FetchCode", "Generate", "ValidateSyntax", "RequestApproval", "CommitPullRequest"])
            result.Output.ShouldContain($"  {state} ");
        result.Output.ShouldContain("Root cause:");
        result.Output.ShouldContain("+        for cart_id, cart in list(self._carts.items()):");
        result.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Json_is_one_document_on_standard_output_and_people_read_standard_error()
    {
        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto", "--json");

        ((int?)result.Json["exitCode"]).ShouldBe(0);
        var run = result.Run;
        ((string?)run["status"]).ShouldBe("healed");
        ((string?)run["branch"]).ShouldBe(orders.Branches().Single(name => name != "main"));
        ((string?)run["commit"]).ShouldBe(orders.Git("rev-parse", (string)run["branch"]!));
        ((string?)run["diff"]).ShouldNotBeNull().ShouldContain("+++ b/orders/carts.py");
        ((string?)run["pullRequestText"]).ShouldNotBeNull().ShouldContain("## Root cause");
        run["states"]!.AsObject().Select(state => state.Key)
            .ShouldBe(["Parse", "Dedupe", "FetchCode", "Generate", "ValidateSyntax", "Verify", "RequestApproval", "CommitPullRequest"]);
        ((string?)run["states"]!["Verify"]!["outcome"]).ShouldBe("notRun");
        result.Error.ShouldContain("Root cause:");
    }

    [Fact]
    public async Task The_same_crash_again_is_a_duplicate_and_makes_no_second_branch()
    {
        await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");
        var branches = orders.Git("for-each-ref");

        var again = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");

        again.ExitCode.ShouldBe(ExitCode.NothingToHeal);
        again.Output.ShouldContain("duplicate");
        orders.Git("for-each-ref").ShouldBe(branches);
    }

    [Fact]
    public async Task A_crash_whose_branch_was_deleted_is_healed_again_by_the_same_branch()
    {
        await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");
        var branch = orders.Branches().Single(name => name != "main");
        orders.Git("branch", "-q", "-D", branch);

        var again = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto");

        again.ExitCode.ShouldBe(ExitCode.Healed);
        orders.Branches().ShouldBe(["main", branch]);
    }

    [Fact]
    public async Task A_folder_inside_a_repository_is_healed_in_its_place()
    {
        using var monorepo = GitFolder.Empty();
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("samples/orders"), "*.py", SearchOption.AllDirectories))
            monorepo.Write("services/orders/" + Path.GetRelativePath(RepositoryRoot.Combine("samples/orders"), file), File.ReadAllText(file));
        monorepo.Commit("Services");

        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", Path.Combine(monorepo.Path, "services/orders"), "--approve", "auto");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        monorepo.Git("diff", "--name-only", "main", monorepo.Branches().Single(name => name != "main")).ShouldBe("services/orders/orders/carts.py");
    }

    [Fact]
    public async Task A_detached_head_is_healed_too()
    {
        orders.Git("checkout", "-q", "--detach");

        (await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--approve", "auto")).ExitCode.ShouldBe(ExitCode.Healed);
    }

    [Fact]
    public async Task A_log_with_two_crashes_is_two_runs()
    {
        using var folder = new TemporaryFolder();
        var other = "Traceback (most recent call last):\n  File \"/srv/elsewhere/x.py\", line 3, in go\n    y()\nKeyError: 'z'\n";
        var log = folder.Write("two.log", File.ReadAllText(Log) + other + File.ReadAllText(Log));

        var result = await selfheal.RunAsync("heal", "--log", log, "--repo", orders.Path, "--approve", "auto", "--json");

        result.Json["runs"]!.AsArray().Select(run => (string?)run!["status"]).ShouldBe(["healed", "abstained"]);
        result.ExitCode.ShouldBe(ExitCode.NoAcceptableFix);
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }
}
