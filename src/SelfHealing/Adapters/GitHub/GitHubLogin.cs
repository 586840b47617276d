using Octokit;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>One login for GitHub's API and for git, with one store of its tokens.</summary>
public sealed class GitHubLogin(GitHubAccess access, TimeProvider time)
{
    readonly GitHubTokens tokens = new(access, time);

    /// <summary>Who logs in.</summary>
    public GitHubAccess Access => access;

    /// <summary>Opens pull requests; without a login, a branch is all there is.</summary>
    public ICodeHost CodeHost => access.IsSet ? new GitHubHost(access, tokens) : new BranchOnlyHost();

    /// <summary>Gives git this login too, unless it has a token of its own.</summary>
    public GitAccess ForGit(GitAccess git) => access.IsSet && git.Token is null
        ? git with { TokenSource = tokens.ForGitAsync, TokenHost = GitHubAddress.HostOf(access.Api) }
        : git;

    /// <summary>Asks GitHub what this login may do with a repository; nothing is changed.</summary>
    /// <returns>Null when the repository is none of GitHub.</returns>
    /// <exception cref="CodeHostRefusedException">It may not push or open pull requests; the message says what is missing.</exception>
    /// <exception cref="PullRequestRefusedException">The repository takes none.</exception>
    /// <exception cref="CodeHostUnavailableException">GitHub cannot be reached now.</exception>
    /// <exception cref="CodeHostThrottledException">GitHub asks us to slow down.</exception>
    public async Task<GitHubRights?> RightsAsync(string repository, CancellationToken cancellation)
    {
        if (GitHubAddress.Of(repository, access.Api) is not { } address)
            return null;
        using var connection = new GitHubConnection(address, await tokens.ForAsync(address, cancellation), cancellation);
        return await connection.RunAsync(github => GitHubRights.ReadAsync(github, address));
    }

    /// <summary>Asks GitHub whether it takes the token.</summary>
    /// <returns>The scopes of a classic token; empty for other kinds.</returns>
    /// <exception cref="CodeHostRefusedException">It does not.</exception>
    /// <exception cref="CodeHostUnavailableException">GitHub cannot be reached now.</exception>
    /// <exception cref="CodeHostThrottledException">GitHub asks us to slow down.</exception>
    public async Task<IReadOnlyList<string>> CheckTokenAsync(CancellationToken cancellation)
    {
        var host = new GitHubAddress(access.Api ?? new Uri("https://api.github.com/"), "", "");
        using var connection = new GitHubConnection(host, access.Token ?? throw new InvalidOperationException("There is no token."), cancellation);
        return await connection.RunAsync(async github =>
        {
            try
            {
                await github.RateLimit.GetRateLimits();
            }
            catch (NotFoundException)
            {
                // An Enterprise Server without rate limits says so to whom it has let in.
            }
            return GitHubRights.ScopesOf(github);
        });
    }
}
