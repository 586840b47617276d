using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Hosting;

/// <summary>What opens repositories, and pull requests on them.</summary>
sealed record RepositoryAccess(GitAccess Git, ICodeHost CodeHost)
{
    /// <exception cref="UsageException">A setting cannot be used.</exception>
    public static RepositoryAccess Of(Surroundings surroundings)
    {
        try
        {
            var login = new GitHubLogin(GitHubAccess.FromEnvironment(surroundings.Environment), surroundings.Time);
            return new RepositoryAccess(login.ForGit(GitAccess.FromEnvironment(surroundings.Environment)), login.CodeHost);
        }
        catch (CodeHostRefusedException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}
