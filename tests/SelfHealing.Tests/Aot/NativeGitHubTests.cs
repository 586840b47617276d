using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Aot;

/// <summary>Every call of GitHub's API on the native executable: what the server gets, and what is made of its answer. A trimmed type would lose it silently.</summary>
public sealed class NativeGitHubTests : IDisposable
{
    readonly TemporaryFolder home = new();

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task It_opens_a_pull_request_and_reads_what_became_of_it()
    {
        using var orders = new HostedOrders();
        var environment = Environment(orders, "SELFHEAL_GITHUB_TOKEN", Drafts.Token);

        var healed = await NativeExecutable.RunAsync(
            environment, "heal", "--log", Log, "--repo", orders.Url, "--approve", "auto", "--draft", "--label", "self-heal", "--json");

        healed.ExitCode.ShouldBe(0, healed.StandardError);
        var pull = orders.GitHub.State.Pulls.ShouldHaveSingleItem();
        var run = JsonNode.Parse(healed.StandardOutput)!["runs"]![0]!;
        ((string?)run["pullRequest"]).ShouldBe((string?)pull["html_url"]);
        ((string?)run["states"]!["CommitPullRequest"]!["notes"]!.AsArray().ShouldHaveSingleItem()).ShouldNotBeNull().ShouldStartWith("gone was not asked for a review: Reviews may only");
        ((bool?)pull["draft"]).ShouldBe(true);
        ((string?)pull["base"]!["ref"]).ShouldBe("main");
        ((string?)pull["body"]).ShouldNotBeNull().ShouldContain("## Root cause");
        ((string?)pull["labels"]![0]!["name"]).ShouldBe("self-heal");
        ((string?)pull["requested_reviewers"]![0]!["login"]).ShouldBe("ada");
        ((string?)pull["requested_teams"]![0]!["slug"]).ShouldBe("shop");

        GitHubState.Close(pull, merged: false);
        orders.GitHub.State.Reviews.Add(GitHubState.Said("pull-request-review-items", "ada", "Earlier.", "2026-01-02T08:00:00Z"));
        orders.GitHub.State.Comments.Add(GitHubState.Said("issue-comment-items", "bob", "Wrong place.", "2026-01-02T09:00:00Z"));
        var outcome = await OutcomeAsync(environment);
        ((string?)outcome["status"]).ShouldBe("rejected");
        ((string?)outcome["reason"]).ShouldBe("bob: Wrong place.");
    }

    [Fact]
    public async Task It_finds_its_pull_request_again_and_reads_who_changed_it()
    {
        using var orders = new HostedOrders { GitHub = { LoseAnswerOf = 2 } };
        var environment = Environment(orders, "SELFHEAL_GITHUB_TOKEN", Drafts.Token);

        var healed = await NativeExecutable.RunAsync(environment, "heal", "--log", Log, "--repo", orders.Url, "--approve", "auto");

        healed.ExitCode.ShouldBe(0, healed.StandardOutput + healed.StandardError);
        orders.GitHub.Lines.ShouldContain("GET /repos/acme/orders/pulls/1/reviews");
        var pull = orders.GitHub.State.Pulls.ShouldHaveSingleItem();
        GitHubState.Close(pull, merged: true);
        orders.GitHub.State.Commits.Add(GitHubState.Commit(new string('e', 40), "ada"));
        var outcome = await OutcomeAsync(environment);
        ((string?)outcome["status"]).ShouldBe("merged");
        ((string?)outcome["otherAuthors"]).ShouldBe("ada");
    }

    [Fact]
    public async Task It_says_what_the_token_may_do()
    {
        using var orders = new HostedOrders();

        var checkup = await NativeExecutable.RunAsync(Environment(orders, "SELFHEAL_GITHUB_TOKEN", Drafts.Token), "doctor", "--repo", orders.Url);

        checkup.ExitCode.ShouldBe(0, checkup.StandardOutput + checkup.StandardError);
        checkup.StandardOutput.ShouldContain("GitHub token: is taken; its scopes are repo, read:org");
        checkup.StandardOutput.ShouldContain("pull requests: may be opened into main");
        orders.GitHub.State.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_works_as_a_github_app()
    {
        var installation = (long)GitHubExamples.Object("installation")["id"]!;
        using var orders = new HostedOrders($"ghs_installation{installation}");
        using var key = RSA.Create(2048);
        orders.GitHub.State.ExpiresAt = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var environment = Environment(orders, "SELFHEAL_GITHUB_APP_ID", "12");
        environment["SELFHEAL_GITHUB_APP_KEY"] = key.ExportRSAPrivateKeyPem();

        var healed = await NativeExecutable.RunAsync(environment, "heal", "--log", Log, "--repo", orders.Url, "--approve", "auto");

        healed.ExitCode.ShouldBe(0, healed.StandardOutput + healed.StandardError);
        orders.GitHub.State.Pulls.ShouldHaveSingleItem();
        // The time of expiry is read: one token was enough.
        orders.GitHub.Lines.Count(line => line.EndsWith("/access_tokens", StringComparison.Ordinal)).ShouldBe(1);
    }

    public void Dispose() => home.Dispose();

    static async Task<JsonNode> OutcomeAsync(Dictionary<string, string?> environment)
    {
        var read = await NativeExecutable.RunAsync(environment, "outcomes", "--json");
        read.ExitCode.ShouldBe(0, read.StandardError);
        return JsonNode.Parse(read.StandardOutput)!;
    }

    Dictionary<string, string?> Environment(HostedOrders orders, string name, string value) => new()
    {
        ["SELFHEAL_HOME"] = home,
        ["SELFHEAL_GITHUB_API"] = orders.GitHub.Url,
        [name] = value,
    };
}
