using SelfHealing.Cli.Hosting;
using SelfHealing.Crashes;
using SelfHealing.Ports;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Cli.Commands;

/// <summary>The repository that a command line names.</summary>
static class RepositoryCode
{
    /// <summary>A folder with its full path, so that it stays right in another process; a URL as it is.</summary>
    public static string Place(string repository) =>
        repository.Contains("://", StringComparison.Ordinal) || !Directory.Exists(repository) ? repository : Path.GetFullPath(repository);

    /// <summary>The code at its checked-out or default branch, outside of any run.</summary>
    /// <exception cref="UsageException">It is no repository that can be used.</exception>
    public static Task<FetchedCode> FetchAsync(ICodeRepository repositories, string repository, CancellationToken cancellation) =>
        UseAsync(repository, location => repositories.FetchAsync(location, cancellation));

    /// <summary>The code that was running when a crash was logged, outside of any run.</summary>
    /// <exception cref="UsageException">It is no repository that can be used.</exception>
    public static Task<RunningCode> FetchAsync(ICodeRepository repositories, string repository, Crash crash, CancellationToken cancellation) =>
        UseAsync(repository, location => RunningCode.FetchAsync(repositories, crash, location, cancellation));

    static async Task<T> UseAsync<T>(string repository, Func<CodeLocation, Task<T>> use)
    {
        try
        {
            return await use(new CodeLocation(Place(repository), Revision: null, Root: ""));
        }
        catch (Exception problem) when (problem is RepositoryNotUsableException or RepositoryUnreachableException or RepositoryTooLargeException)
        {
            throw new UsageException(problem.Message);
        }
    }
}
