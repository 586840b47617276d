using SelfHealing.Adapters.Git;
using SelfHealing.Cli.Hosting;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Commands;

/// <summary>The repository that a command line names.</summary>
static class RepositoryCode
{
    /// <summary>A folder with its full path, so that it stays right in another process; a URL as it is.</summary>
    public static string Place(string repository) =>
        repository.Contains("://", StringComparison.Ordinal) || !Directory.Exists(repository) ? repository : Path.GetFullPath(repository);

    /// <summary>The code at its checked-out or default branch, outside of any run.</summary>
    /// <exception cref="UsageException">It is no repository that can be used.</exception>
    public static async Task<FetchedCode> FetchAsync(Surroundings surroundings, string repository, CancellationToken cancellation)
    {
        try
        {
            return await new GitRepository(LocalHome.Of(surroundings.Environment).Scratch)
                .FetchAsync(new CodeLocation(Place(repository), Revision: null, Root: ""), cancellation);
        }
        catch (RepositoryNotUsableException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}
