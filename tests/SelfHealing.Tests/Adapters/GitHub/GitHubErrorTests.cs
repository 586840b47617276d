using SelfHealing.Adapters.GitHub;
using SelfHealing.Ports;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Adapters.GitHub;

/// <summary>What GitHub says when it does not do what it is asked, and what becomes of it.</summary>
public sealed class GitHubErrorTests : IDisposable
{
    readonly GitHubServer server = new();

    [Theory]
    [InlineData(500, "Server Error", "", typeof(CodeHostUnavailableException), "500")]
    [InlineData(502, "Bad Gateway", "", typeof(CodeHostUnavailableException), "502")]
    [InlineData(429, "Too many requests", "Retry-After: 30", typeof(CodeHostThrottledException), "again in 30 seconds")]
    [InlineData(403, "You have exceeded a secondary rate limit. Please wait.", "Retry-After: 60", typeof(CodeHostThrottledException), "again in 60 seconds")]
    [InlineData(403, "You have exceeded a secondary rate limit. Please wait.", "", typeof(CodeHostThrottledException), "secondary rate limit")]
    [InlineData(403, "API rate limit exceeded for user ID 1.", "X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1767268800", typeof(CodeHostThrottledException), "again at 12:00 UTC")]
    [InlineData(401, "Bad credentials", "", typeof(CodeHostRefusedException), "expired")]
    [InlineData(403, "Resource not accessible by integration", "", typeof(CodeHostRefusedException), "pull_requests=write")]
    [InlineData(403, "Resource not accessible by personal access token", "X-Accepted-GitHub-Permissions: pull_requests=write", typeof(CodeHostRefusedException), "pull_requests=write")]
    [InlineData(403, "Must have access", "X-Accepted-OAuth-Scopes: repo", typeof(CodeHostRefusedException), "scopes repo")]
    [InlineData(403, "Resource protected by organization SAML enforcement.", "X-GitHub-SSO: required; url=x", typeof(CodeHostRefusedException), "single sign-on")]
    [InlineData(403, "Repository was archived so is read-only.", "", typeof(PullRequestRefusedException), "archived")]
    [InlineData(403, "Pull requests are disabled for this repository.", "", typeof(PullRequestRefusedException), "enable them")]
    [InlineData(410, "Pull requests are disabled", "", typeof(PullRequestRefusedException), "enable them")]
    [InlineData(404, "Not Found", "", typeof(CodeHostRefusedException), "acme/orders")]
    [InlineData(422, "Validation Failed", "", typeof(PullRequestRefusedException), "Validation Failed")]
    [InlineData(451, "Repository access blocked", "", typeof(CodeHostRefusedException), "451")]
    public async Task Each_answer_has_its_exception_and_says_what_to_do(int status, string message, string headers, Type expected, string says)
    {
        server.Instead = call => call.Method != "POST" ? null : GitHubAnswer.Error(status, message) with
        {
            Headers = headers.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(header => header.Split(": "))
                .Where(header => header.Length == 2).ToDictionary(header => header[0], header => header[1]),
        };

        var problem = await ProblemAsync();

        problem.ShouldBeOfType(expected);
        problem.Message.ShouldContain(says);
        problem.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("base is invalid", "has no branch main")]
    [InlineData("No commits between main and self-heal/3c432d910db99f7e", "No commits between")]
    public async Task A_pull_request_that_is_not_valid_is_refused(string detail, string says)
    {
        server.Instead = call => call.Method == "POST" ? GitHubAnswer.Error(422, "Validation Failed", detail) : null;

        (await ProblemAsync()).ShouldBeOfType<PullRequestRefusedException>().Message.ShouldContain(says);
    }

    [Fact]
    public async Task A_renamed_repository_is_named_as_it_is_now()
    {
        server.State.Repository["full_name"] = "acme/shop";

        (await ProblemAsync()).ShouldBeOfType<CodeHostRefusedException>().Message.ShouldContain("moved to acme/shop");
    }

    [Fact]
    public async Task An_archived_repository_is_refused()
    {
        server.State.Repository["archived"] = true;

        (await ProblemAsync()).ShouldBeOfType<PullRequestRefusedException>();
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_refused()
    {
        var problem = await Should.ThrowAsync<CodeHostRefusedException>(() => Drafts.HostOf(server).OpenPullRequestAsync(
            Drafts.Of(server) with { Repository = server.Url + "/acme/gone" }, TestContext.Current.CancellationToken));

        problem.Message.ShouldContain("acme/gone");
    }

    [Fact]
    public async Task A_server_that_is_not_there_may_come_back()
    {
        server.Dispose();

        (await ProblemAsync()).ShouldBeOfType<CodeHostUnavailableException>();
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_no_answer_of_github()
    {
        server.Instead = _ => new GitHubAnswer(200, null) { Raw = "<html>Log in</html>" };

        (await ProblemAsync()).ShouldBeOfType<CodeHostUnavailableException>();
    }

    [Fact]
    public async Task A_throttled_request_for_reviewers_is_tried_again_later()
    {
        server.Instead = call => call.Path.EndsWith("requested_reviewers", StringComparison.Ordinal)
            ? GitHubAnswer.Error(403, "You have exceeded a secondary rate limit.") : null;

        var problem = await Should.ThrowAsync<CodeHostThrottledException>(() => Drafts.HostOf(server).OpenPullRequestAsync(
            Drafts.Of(server) with { Reviewers = ["ada"] }, TestContext.Current.CancellationToken));

        problem.Message.ShouldContain("secondary rate limit");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(422)]
    public async Task The_token_is_in_no_message_even_when_the_server_repeats_it(int status)
    {
        server.Instead = call => GitHubAnswer.Error(status, $"Refused: {call.Authorization}");

        (await ProblemAsync()).ToString().ShouldNotContain(Drafts.Token);
        new GitHubAccess { Token = Drafts.Token, AppKey = "key" }.ToString().ShouldNotContain(Drafts.Token);
    }

    public void Dispose() => server.Dispose();

    Task<Exception> ProblemAsync() =>
        Should.ThrowAsync<Exception>(() => Drafts.HostOf(server).OpenPullRequestAsync(Drafts.Of(server), TestContext.Current.CancellationToken));
}
