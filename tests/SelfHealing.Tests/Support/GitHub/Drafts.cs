using SelfHealing.Adapters.GitHub;
using SelfHealing.Ports;

namespace SelfHealing.Tests.Support.GitHub;

/// <summary>A pull request to open on a <see cref="GitHubServer"/>, and the host that does it.</summary>
static class Drafts
{
    public const string Token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    public const string Branch = "self-heal/3c432d910db99f7e";

    public static readonly string Commit = new('c', 40);

    public static GitHubHost HostOf(GitHubServer server, string? api = null)
    {
        var access = new GitHubAccess { Token = Token, Api = new Uri((api ?? server.Url) + "/") };
        return new GitHubHost(access, new GitHubTokens(access, TimeProvider.System));
    }

    public static PullRequestDraft Of(GitHubServer server, string commit = "") => new(
        server.Url + "/acme/orders.git", Branch, Into: null, "Fix KeyError in total",
        $"{new PullRequestMarker("v1:3c432d910db99f7e0123", commit.Length > 0 ? commit : Commit)}\nWhy and how.")
    {
        Commit = commit.Length > 0 ? commit : Commit,
        Files = ["orders/carts.py"],
    };
}
