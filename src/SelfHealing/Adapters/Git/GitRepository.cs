using System.Security.Cryptography;
using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Repositories through libgit2: a folder is read and written in its object database, a URL through a shallow bare clone.</summary>
/// <param name="scratch">The folder for clones; they are deleted after use.</param>
public sealed class GitRepository(string scratch) : ICodeRepository
{
    /// <inheritdoc/>
    public Task<FetchedCode> FetchAsync(CodeLocation location, CancellationToken cancellation) => Guard(location.Repository, () =>
    {
        using var open = GitWorkspace.Open(location.Repository, location.Revision, scratch, cancellation);
        var (commit, branch) = open.Resolve(location.Revision);
        var root = RootOf(open, location.Root);
        return new FetchedCode(GitTree.Read(commit, root, cancellation), root, branch);
    }, cancellation);

    /// <inheritdoc/>
    public Task<bool> HasBranchAsync(string repository, string branch, CancellationToken cancellation) => Guard(repository, () =>
    {
        if (!GitWorkspace.IsUrl(repository))
        {
            using var open = GitWorkspace.Open(repository, revision: null, scratch, cancellation);
            return open.Repository.Branches[branch] is not null;
        }
        var name = "refs/heads/" + branch;
        return Repository.ListRemoteReferences(repository, GitWorkspace.Credentials).Any(reference => reference.CanonicalName == name);
    }, cancellation);

    /// <inheritdoc/>
    public Task<string> CommitAsync(BranchCommit commit, CancellationToken cancellation) => Guard(commit.Repository, () =>
    {
        using var open = GitWorkspace.Open(commit.Repository, commit.Parent, scratch, cancellation);
        var made = GitBranch.Make(open.Repository, commit);
        if (open.IsClone)
            open.Push(commit.Branch);
        return made;
    }, cancellation);

    /// <inheritdoc/>
    public Task<string> IdentifyAsync(string repository, CancellationToken cancellation) => Guard(repository, () =>
    {
        if (GitWorkspace.IsUrl(repository))
            return GitErrors.WithoutPassword(repository);
        using var open = GitWorkspace.Open(repository, revision: null, scratch, cancellation);
        open.Resolve(revision: null);
        // Of the repository, not of its path: a new repository in an old one's place is another one.
        var file = Path.Combine(open.Repository.Info.Path, "selfheal-id");
        if (!File.Exists(file))
            File.WriteAllText(file, RandomNumberGenerator.GetHexString(32, lowercase: true));
        return $"{Path.TrimEndingDirectorySeparator(open.Repository.Info.WorkingDirectory ?? open.Repository.Info.Path)}#{File.ReadAllText(file)}";
    }, cancellation);

    /// <summary>Writes the files of a commit into a new folder.</summary>
    /// <inheritdoc cref="ICodeRepository" path="/exception"/>
    public static Task ExportAsync(string repository, string commit, string folder, string scratch, CancellationToken cancellation) => Guard(repository, () =>
    {
        using var open = GitWorkspace.Open(repository, commit, scratch, cancellation);
        GitExport.Write(open.Resolve(commit).Commit, folder, cancellation);
        return true;
    }, cancellation);

    static string RootOf(GitWorkspace open, string root)
    {
        var path = open.Prefix + root.Trim('/');
        return path.Length == 0 || path.EndsWith('/') ? path : path + "/";
    }

    // libgit2 blocks: keep it off the caller's thread, and turn its errors into ours.
    static Task<T> Guard<T>(string repository, Func<T> work, CancellationToken cancellation) => Task.Run(
        () =>
        {
            try
            {
                return work();
            }
            catch (RepositoryNotFoundException problem)
            {
                throw new RepositoryNotUsableException($"{repository} is no git repository.", problem);
            }
            catch (LibGit2SharpException problem)
            {
                throw GitErrors.Explain(repository, problem);
            }
        },
        cancellation);
}
