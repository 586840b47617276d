using System.Formats.Tar;
using SelfHealing.Code;

namespace SelfHealing.Ports;

/// <summary>Reads and writes the git repository of a service, never its checked-out files.</summary>
/// <exception cref="RepositoryUnreachableException">Thrown by every method when the repository cannot be reached now.</exception>
/// <exception cref="RepositoryNotUsableException">Thrown by every method when it is no repository, is empty, or refuses us.</exception>
/// <exception cref="RepositoryTooLargeException">Thrown by every method when it would take more than the limits allow.</exception>
public interface ICodeRepository
{
    /// <summary>What tells this repository from every other; stays the same as long as the repository lives.</summary>
    Task<string> IdentifyAsync(string repository, CancellationToken cancellation);

    /// <summary>The source files of one commit below the service's root folder.</summary>
    Task<FetchedCode> FetchAsync(CodeLocation location, CancellationToken cancellation);

    /// <summary>Writes all files of a commit into a pack of tests, its symbolic links apart from them.</summary>
    Task ExportAsync(string repository, string commit, TarWriter archive, CancellationToken cancellation);

    /// <summary>True when the repository has the branch.</summary>
    Task<bool> HasBranchAsync(string repository, string branch, CancellationToken cancellation);

    /// <summary>Makes one commit on a branch of its own. Asked again for the same change, it finds the commit and makes no other.</summary>
    /// <returns>The commit's hash.</returns>
    /// <exception cref="BranchTakenException">The branch holds work of someone else.</exception>
    Task<string> CommitAsync(BranchCommit commit, CancellationToken cancellation);
}

/// <summary>Where the code of a service is.</summary>
/// <param name="Repository">A folder inside a repository, or a git URL.</param>
/// <param name="Revision">A branch, tag or commit; null for the one that is checked out (of a folder) or the default branch (of a URL).</param>
/// <param name="Root">The service's folder in the repository, with forward slashes; empty for all of it.</param>
public sealed record CodeLocation(string Repository, string? Revision, string Root)
{
    /// <summary>Commits and versions that may be the running one, the likeliest first. The first that the repository has goes before <see cref="Revision"/>.</summary>
    public IReadOnlyList<string> Running { get; init; } = [];
}

/// <summary>The code of a service at one commit.</summary>
/// <param name="Tree">Its files, by path below the service's root.</param>
/// <param name="Root">The service's root in the repository: empty, or a path that ends in a slash.</param>
/// <param name="Branch">The branch that the commit was taken from; null for a detached one.</param>
public sealed record FetchedCode(SourceTree Tree, string Root, string? Branch)
{
    /// <summary>Which of the location's <see cref="CodeLocation.Running"/> the commit is; null when the repository has none of them.</summary>
    public string? Running { get; init; }
}

/// <summary>One commit to be made.</summary>
/// <param name="Repository">A folder inside a repository, or a git URL.</param>
/// <param name="Parent">The full hash of the commit to start from.</param>
/// <param name="Branch">The branch to make.</param>
/// <param name="Files">The changed files: repository path to new text.</param>
/// <param name="Message">The commit message.</param>
/// <param name="At">The time to put on the commit.</param>
public sealed record BranchCommit(
    string Repository, string Parent, string Branch, IReadOnlyDictionary<string, string> Files, string Message, DateTimeOffset At);

/// <summary>A repository cannot be reached right now. Trying again may help.</summary>
public sealed class RepositoryUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A repository is not there, is none, is empty, or refuses us. Trying again does not help.</summary>
public sealed class RepositoryNotUsableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A repository has more in it than is read. Trying again does not help.</summary>
public sealed class RepositoryTooLargeException(string message) : Exception(message);

/// <summary>The branch to be made exists and holds other work. Trying again does not help.</summary>
public sealed class BranchTakenException(string message) : Exception(message);
