using SelfHealing.Cli;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Scenarios;

/// <summary>From a log to a pull request, and to what became of it.</summary>
public sealed class GitHubTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly HostedOrders orders = new();

    public GitHubTests()
    {
        selfheal.Environment["SELFHEAL_GITHUB_TOKEN"] = Drafts.Token;
        selfheal.Environment["SELFHEAL_GITHUB_API"] = orders.GitHub.Url;
    }

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    Task<SelfHeal.Result> HealAsync(params string[] more) =>
        selfheal.RunAsync(["heal", "--log", Log, "--repo", orders.Url, "--approve", "auto", .. more]);

    [Fact]
    public async Task A_crash_ends_as_one_pull_request()
    {
        var result = await HealAsync("--json", "--draft", "--label", "self-heal");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        var pull = orders.GitHub.State.Pulls.ShouldHaveSingleItem();
        ((string?)result.Run["pullRequest"]).ShouldBe((string?)pull["html_url"]);
        ((bool?)pull["draft"]).ShouldBe(true);
        ((string?)pull["labels"]![0]!["name"]).ShouldBe("self-heal");
        ((string?)pull["body"]).ShouldNotBeNull().ShouldContain("dictionary changed size during iteration");
        result.Run["states"]!["CommitPullRequest"]!["notes"]!.AsArray().Count.ShouldBe(1);
        orders.Git("branch", "--list", "self-heal/*").ShouldContain((string)pull["head"]!["ref"]!);
        (result.Output + result.Error).ShouldNotContain(Drafts.Token);
    }

    [Fact]
    public async Task Line_ends_and_untouched_lines_stay_as_they_are()
    {
        await HealAsync();

        var branch = (string)orders.GitHub.State.Pulls[0]["head"]!["ref"]!;
        orders.Git("diff", "--numstat", "main", branch).ShouldBe("1\t1\torders/carts.py");
    }

    [Fact]
    public async Task A_crash_whose_pull_request_a_person_has_closed_stays_quiet()
    {
        await HealAsync();
        var pull = orders.GitHub.State.Pulls.Single();
        GitHubState.Close(pull, merged: false);
        orders.Git("branch", "-D", (string)pull["head"]!["ref"]!);

        var again = await HealAsync("--json");

        again.ExitCode.ShouldBe(ExitCode.NothingToHeal, again.Error);
        ((string?)again.Run["status"]).ShouldBe("nothingToHeal");
        ((string?)again.Run["reason"]).ShouldNotBeNull().ShouldContain("closed without merging");
        orders.GitHub.State.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_became_of_it_is_read_and_counted()
    {
        await HealAsync();
        await HealAsync();
        (await selfheal.RunAsync("outcomes")).Output.ShouldContain("/acme/orders/pull/1  open");
        GitHubState.Close(orders.GitHub.State.Pulls.Single(), merged: true);
        orders.GitHub.State.Commits.Add(GitHubState.Commit(new string('e', 40), "ada"));

        var outcome = await selfheal.RunAsync("outcomes", "--json");
        var stats = await selfheal.RunAsync("stats", "--json");

        ((string?)outcome.Json["status"]).ShouldBe("merged");
        ((string?)outcome.Json["otherAuthors"]).ShouldBe("ada");
        ((long?)stats.Json["crashes"]).ShouldBe(2);
        ((int?)stats.Json["deduplicated"]).ShouldBe(1);
        ((double?)stats.Json["mergeRate"]).ShouldBe(1);
        ((double?)stats.Json["medianHoursToMerge"]).ShouldBe(24);
        stats.Json["cost"].ShouldBeNull();
        (await selfheal.RunAsync("stats")).Output.ShouldContain("merge rate              100 %");
        (await selfheal.RunAsync("outcomes")).Output.ShouldContain("No pull request is open.");
    }

    [Theory]
    [InlineData("prompt", "--log", "samples/orders/crash.log", ExitCode.Healed)]
    [InlineData("apply", "--reply", "samples/orders/README.md", ExitCode.NoAcceptableFix)]
    public async Task The_same_login_opens_the_repository_for_a_look_beforehand(string command, string option, string file, ExitCode expected)
    {
        var result = await selfheal.RunAsync(command, "--repo", orders.Url, option, RepositoryRoot.Combine(file));

        result.ExitCode.ShouldBe(expected, result.Error);
    }

    [Fact]
    public async Task A_refusal_ends_the_run_with_one_line_that_says_what_to_do()
    {
        orders.GitHub.Instead = call => call.Method == "POST" ? GitHubAnswer.Error(403, "Resource not accessible by personal access token") : null;

        var result = await HealAsync();

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("failed: The token may not do this in acme/orders: it needs the permissions contents=write and pull_requests=write.");
    }

    [Fact]
    public async Task A_setting_that_cannot_be_used_is_wrong_usage()
    {
        selfheal.Environment["SELFHEAL_GITHUB_API"] = "http://git.example.org/api/v3";

        var result = await HealAsync();

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain("SELFHEAL_GITHUB_API");
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }
}
