using System.Security.Cryptography;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Ports;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Adapters.GitHub;

/// <summary>Every request keeps to GitHub's description of its API.</summary>
public sealed class GitHubDescriptionTests : IAsyncLifetime
{
    readonly GitHubServer server = new();
    PrismProxy prism = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => prism = await PrismProxy.StartAsync(GitHubExamples.Description, server.Url, Cancellation);

    [Fact]
    public async Task Opening_a_pull_request_and_reading_its_fate_keep_to_it()
    {
        server.State.Reviewers.UnionWith(["ada", "shop"]);
        server.State.Reviews.Add(GitHubState.Said("pull-request-review-items", "ada", "Not like this.", "2026-01-02T10:00:00Z"));
        server.State.Comments.Add(GitHubState.Said("issue-comment-items", "bob", "Hm.", "2026-01-02T09:00:00Z"));
        server.State.Commits.Add(GitHubState.Commit(new string('d', 40), "ada"));
        var host = Drafts.HostOf(server, prism.Url);

        var opened = await host.OpenPullRequestAsync(
            Drafts.Of(server) with { Labels = ["bug"], Reviewers = ["ada", "acme/shop"], IsDraft = true }, Cancellation);
        await host.OpenPullRequestAsync(Drafts.Of(server), Cancellation);
        var pull = server.State.Pulls.ShouldHaveSingleItem();
        GitHubState.Close(pull, merged: false);
        var closed = await host.FateOfAsync(opened!.Url, Cancellation);
        GitHubState.Close(pull, merged: true);
        var merged = await host.FateOfAsync(opened.Url, Cancellation);

        closed!.LastRemark.ShouldBe(new Remark("ada", "Not like this."));
        merged!.OtherAuthors.ShouldBe(["ada"]);
        server.Lines.Distinct().Count().ShouldBe(12, string.Join("\n", server.Lines));
        // The description cannot say that a file's path has slashes: .github/CODEOWNERS and docs/CODEOWNERS.
        prism.Violations.Count(IsUnknownPath).ShouldBe(2);
        prism.Violations.Where(violation => !IsUnknownPath(violation)).ShouldBeEmpty();

        static bool IsUnknownPath(string violation) => violation.Contains("Selected route not found", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apps_requests_keep_to_it()
    {
        using var key = RSA.Create(2048);
        var access = new GitHubAccess { AppId = "12", AppKey = key.ExportPkcs8PrivateKeyPem(), Api = new Uri(prism.Url + "/") };

        (await new GitHubTokens(access, TimeProvider.System).ForGitAsync(server.Url + "/acme/orders", Cancellation)).ShouldNotBeNull();

        prism.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_keep_to_it_would_be_seen()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, prism.Url + "/repos/acme/orders/pulls")
        {
            Content = new StringContent("""{"title":"no head"}""", System.Text.Encoding.UTF8, "application/json"),
        };

        await client.SendAsync(request, Cancellation);

        prism.Violations.ShouldContain(violation => violation.Contains("must have required property 'head'", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await prism.DisposeAsync();
        server.Dispose();
    }
}
