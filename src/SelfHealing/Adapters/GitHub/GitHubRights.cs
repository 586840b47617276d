using Octokit;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>What a login may do with a repository: push, and open pull requests.</summary>
/// <param name="DefaultBranch">The branch that pull requests go into.</param>
/// <param name="Scopes">The scopes of a classic token; empty for fine-grained tokens and apps.</param>
public sealed record GitHubRights(string DefaultBranch, IReadOnlyList<string> Scopes)
{
    internal static async Task<GitHubRights> ReadAsync(GitHubClient github, GitHubAddress address)
    {
        var repository = await github.Repository.Get(address.Owner, address.Name);
        var scopes = ScopesOf(github);
        if (!repository.FullName.Equals(address.FullName, StringComparison.OrdinalIgnoreCase))
            throw new CodeHostRefusedException($"The repository {address.FullName} has moved to {repository.FullName}: put that into the service's settings.");
        if (repository.Archived)
            throw new PullRequestRefusedException($"The repository {address.FullName} is archived and read-only: unarchive it, or take the service off the list.");
        if (repository.Permissions is { Push: false, Admin: false })
            throw new CodeHostRefusedException($"The token may read {address.FullName} but not push to it: its owner needs write access there.");
        await AskForPullRequestAsync(github, address, repository.DefaultBranch);
        return new GitHubRights(repository.DefaultBranch, scopes);
    }

    internal static IReadOnlyList<string> ScopesOf(GitHubClient github) => github.GetLastApiInfo()?.OauthScopes ?? [];

    // A branch into itself has nothing to merge: GitHub refuses it, but first whoever may not open pull requests at all.
    static async Task AskForPullRequestAsync(GitHubClient github, GitHubAddress address, string branch)
    {
        try
        {
            await github.PullRequest.Create(address.Owner, address.Name, new NewPullRequest("Whether pull requests may be opened", branch, branch));
        }
        catch (ApiValidationException)
        {
            // It may.
        }
        catch (NotFoundException problem)
        {
            throw new CodeHostRefusedException($"The token may read {address.FullName} but not open pull requests: it needs the permission pull_requests=write, or the scope repo. {GitHubErrors.Words(problem)}");
        }
    }
}
