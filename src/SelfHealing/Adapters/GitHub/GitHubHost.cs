using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>Pull requests on github.com, GitHub Enterprise Cloud and GitHub Enterprise Server. docs/github.md has the rights it needs.</summary>
public sealed class GitHubHost(GitHubAccess access, GitHubTokens tokens) : ICodeHost
{
    /// <inheritdoc/>
    public async Task<HostedPullRequest?> OpenPullRequestAsync(PullRequestDraft draft, CancellationToken cancellation)
    {
        if (GitHubAddress.Of(draft.Repository, access.Api) is not { } repository)
            return null;
        using var connection = await ConnectAsync(repository, cancellation);
        return await connection.RunAsync(github => new PullRequestOpening(github, repository, draft).RunAsync());
    }

    /// <inheritdoc/>
    public async Task<PullRequestFate?> FateOfAsync(string url, CancellationToken cancellation)
    {
        if (GitHubAddress.OfPullRequest(url, access.Api) is not var (repository, number))
            return null;
        using var connection = await ConnectAsync(repository, cancellation);
        return await connection.RunAsync(github => FateReader.ReadAsync(github, repository, number));
    }

    async Task<GitHubConnection> ConnectAsync(GitHubAddress repository, CancellationToken cancellation) =>
        new(repository, await tokens.ForAsync(repository, cancellation), cancellation);
}
