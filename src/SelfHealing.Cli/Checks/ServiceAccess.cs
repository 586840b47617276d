using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Cli.Hosting;
using SelfHealing.Settings;

namespace SelfHealing.Cli.Checks;

/// <summary>What opens a repository, and asks GitHub about it.</summary>
sealed record ServiceAccess(GitRepository Repositories, GitHubLogin GitHub, string? KnownHosts)
{
    /// <summary>As the functions on AWS have it: by the credentials of the settings. SELFHEAL_GITHUB_API names a GitHub Enterprise Server, there as here.</summary>
    public static ServiceAccess Of(RepositoryCredentials credentials, Surroundings surroundings)
    {
        var login = new GitHubLogin(GitHubAccess.Of(credentials, surroundings.Environment), surroundings.Time);
        var git = login.ForGit(new GitAccess { SshKey = credentials.SshKey, SshKnownHosts = credentials.KnownHosts });
        return new ServiceAccess(new GitRepository(LocalHome.Of(surroundings.Environment).Scratch, git), login, credentials.KnownHosts);
    }
}
