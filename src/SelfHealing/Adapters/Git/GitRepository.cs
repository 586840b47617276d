using System.Formats.Tar;
using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Repositories through libgit2: a folder is read and written in its object database, a URL through a shallow bare clone.</summary>
/// <param name="scratch">The folder for clones; they are deleted after use.</param>
/// <param name="access">What opens private repositories; null for public ones only.</param>
/// <param name="limits">How much a fetch may take; null for <see cref="FetchLimits.Default"/>.</param>
/// <param name="time">The clock that a branch's lock is old by; null for the system's.</param>
public sealed class GitRepository(string scratch, GitAccess? access = null, FetchLimits? limits = null, TimeProvider? time = null) : ICodeRepository
{
    static GitRepository() => GlobalSettings.RegisterSmartSubtransport<SshTransport>("ssh");

    /// <inheritdoc/>
    public Task<FetchedCode> FetchAsync(CodeLocation location, CancellationToken cancellation) => Guard(location.Repository, connection =>
    {
        using var open = GitWorkspace.Open(location, connection, scratch);
        var root = RootOf(open, location.Root);
        return new FetchedCode(GitTree.Read(open.Commit, root, connection.Limits, cancellation), root, open.Branch) { Running = open.Running };
    }, cancellation);

    /// <inheritdoc/>
    public Task<bool> HasBranchAsync(string repository, string branch, CancellationToken cancellation) => Guard(repository, connection =>
    {
        if (!GitWorkspace.IsUrl(repository))
        {
            using var open = GitWorkspace.Open(new CodeLocation(repository, null, ""), connection, scratch);
            return open.Repository.Branches[branch] is not null;
        }
        var name = "refs/heads/" + branch;
        var folder = Path.Combine(scratch, Path.GetRandomFileName());
        try
        {
            using var empty = GitWorkspace.Prepare(repository, connection, folder);
            return empty.Network.ListReferences(empty.Network.Remotes["origin"], connection.Credentials).Any(reference => reference.CanonicalName == name);
        }
        finally
        {
            GitWorkspace.Delete(folder);
        }
    }, cancellation);

    /// <inheritdoc/>
    public Task<string> CommitAsync(BranchCommit commit, CancellationToken cancellation) => Guard(commit.Repository, connection =>
    {
        using var open = GitWorkspace.Open(new CodeLocation(commit.Repository, commit.Parent, ""), connection, scratch, commit.Branch);
        var made = GitBranch.Make(open.Repository, commit, time ?? TimeProvider.System);
        if (open.IsClone)
            open.Push(commit.Branch, connection);
        return made;
    }, cancellation);

    /// <inheritdoc/>
    public Task<string> IdentifyAsync(string repository, CancellationToken cancellation) => Guard(repository, connection =>
    {
        if (GitWorkspace.IsUrl(repository))
            return GitErrors.WithoutPassword(repository);
        using var open = GitWorkspace.Open(new CodeLocation(repository, null, ""), connection, scratch);
        return $"{Path.TrimEndingDirectorySeparator(open.Repository.Info.WorkingDirectory ?? open.Repository.Info.Path)}#{GitIdentity.Of(open.Repository)}";
    }, cancellation);

    /// <inheritdoc/>
    public Task ExportAsync(string repository, string commit, TarWriter archive, CancellationToken cancellation) => Guard(repository, connection =>
    {
        using var open = GitWorkspace.Open(new CodeLocation(repository, commit, ""), connection, scratch);
        GitExport.Write(open.Commit, archive, cancellation);
        return true;
    }, cancellation);

    /// <summary>Asks the server of a URL whether it would take a push; nothing is changed.</summary>
    /// <inheritdoc cref="ICodeRepository" path="/exception"/>
    public Task CheckPushAsync(string repository, CancellationToken cancellation) => Guard(repository, connection =>
    {
        PushGrant.Ask(repository, connection);
        return true;
    }, cancellation);

    static string RootOf(GitWorkspace open, string root)
    {
        var path = open.Prefix + root.Trim('/');
        return path.Length == 0 || path.EndsWith('/') ? path : path + "/";
    }

    // libgit2 blocks: keep it off the caller's thread, and turn its errors into ours.
    async Task<T> Guard<T>(string repository, Func<GitConnection, T> work, CancellationToken cancellation)
    {
        var limit = limits ?? FetchLimits.Default;
        var granted = await (access ?? GitAccess.None).ForAsync(repository, cancellation);
        using var timeout = new CancellationTokenSource(limit.Time);
        var connection = new GitConnection(GitErrors.WithoutPassword(repository), granted, limit, timeout.Token, cancellation);
        var working = Task.Run(() => Translate(repository, connection, work), cancellation);
        try
        {
            // A server that says nothing at all does not let libgit2 look at the clock.
            return await working.WaitAsync(limit.Time + TimeSpan.FromSeconds(5), cancellation);
        }
        catch (TimeoutException)
        {
            throw connection.TooSlow();
        }
    }

    static T Translate<T>(string repository, GitConnection connection, Func<GitConnection, T> work)
    {
        GitConnection.Current = connection;
        try
        {
            return work(connection);
        }
        catch (RepositoryNotFoundException problem)
        {
            throw new RepositoryNotUsableException($"{repository} is no git repository.", problem);
        }
        catch (LibGit2SharpException problem)
        {
            throw connection.Explain(problem);
        }
    }
}
