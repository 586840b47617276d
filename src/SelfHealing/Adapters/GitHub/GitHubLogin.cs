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
}
