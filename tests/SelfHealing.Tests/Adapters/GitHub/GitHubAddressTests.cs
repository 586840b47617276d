using SelfHealing.Adapters.GitHub;
using SelfHealing.Ports;

namespace SelfHealing.Tests.Adapters.GitHub;

public class GitHubAddressTests
{
    static readonly Uri Enterprise = new("https://git.example.org/api/v3/");

    [Theory]
    [InlineData("https://github.com/acme/orders", "https://api.github.com/")]
    [InlineData("https://github.com/acme/orders.git", "https://api.github.com/")]
    [InlineData("https://x-access-token:secret@github.com/acme/orders.git/", "https://api.github.com/")]
    [InlineData("git@github.com:acme/orders.git", "https://api.github.com/")]
    [InlineData("ssh://git@github.com:22/acme/orders.git", "https://api.github.com/")]
    [InlineData("https://acme.ghe.com/acme/orders", "https://api.acme.ghe.com/")]
    [InlineData("https://git.example.org/acme/orders", "https://git.example.org/api/v3/")]
    [InlineData("git@git.example.org:acme/orders.git", "https://git.example.org/api/v3/")]
    public void The_api_follows_from_the_host(string repository, string api) =>
        GitHubAddress.Of(repository, Enterprise).ShouldBe(new GitHubAddress(new Uri(api), "acme", "orders"));

    [Theory]
    [InlineData("/srv/orders")]
    [InlineData("file:///srv/acme/orders")]
    [InlineData("https://github.com/acme")]
    [InlineData("https://github.com/acme/orders/tree/main")]
    [InlineData("https://github.com/acme/..")]
    [InlineData("https://github.com/acme/or%0Aders")]
    [InlineData("https://gitlab.com/acme/orders")]
    [InlineData("https://github.com.evil.example/acme/orders")]
    public void Anything_else_is_no_repository_on_github(string repository) => GitHubAddress.Of(repository, api: null).ShouldBeNull();

    [Fact]
    public void A_pull_requests_page_names_its_repository()
    {
        GitHubAddress.OfPullRequest("https://github.com/acme/orders/pull/12", null)
            .ShouldBe((new GitHubAddress(new Uri("https://api.github.com/"), "acme", "orders"), 12));
        GitHubAddress.OfPullRequest("https://github.com/acme/orders/pull/-1", null).ShouldBeNull();
        GitHubAddress.OfPullRequest("https://github.com/acme/orders/issues/12", null).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "github.com")]
    [InlineData("https://api.github.com/", "github.com")]
    [InlineData("https://api.acme.ghe.com/", "acme.ghe.com")]
    [InlineData("https://git.example.org/api/v3/", "git.example.org")]
    public void The_token_is_for_the_host_of_the_api(string? api, string host) =>
        GitHubAddress.HostOf(api is null ? null : new Uri(api)).ShouldBe(host);

    [Theory]
    [InlineData("SELFHEAL_GITHUB_API", "http://git.example.org/api/v3", "https")]
    [InlineData("SELFHEAL_GITHUB_API", "git.example.org", "https")]
    [InlineData("SELFHEAL_GITHUB_APP_ID", "12", "SELFHEAL_GITHUB_APP_KEY")]
    public void Settings_that_cannot_be_used_are_named(string name, string value, string says) =>
        Should.Throw<CodeHostRefusedException>(() => GitHubAccess.FromEnvironment(asked => asked == name ? value : null)).Message.ShouldContain(says);
}
