using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>A commit in an open repository: a person's own, or a bare clone that is deleted in the end.</summary>
sealed class GitWorkspace : IDisposable
{
    readonly string? clone;

    GitWorkspace(Repository repository, string prefix, string? clone) => (Repository, Prefix, this.clone) = (repository, prefix, clone);

    public Repository Repository { get; }

    /// <summary>The given folder's path in the repository: empty, or with a slash at the end.</summary>
    public string Prefix { get; }

    public required Commit Commit { get; init; }

    /// <summary>The branch that a change belongs onto; null for a detached commit.</summary>
    public string? Branch { get; init; }

    /// <summary>Which of the location's running revisions the commit is; null when it is none.</summary>
    public string? Running { get; init; }

    public bool IsClone => clone is not null;

    public static bool IsUrl(string repository) =>
        repository.Contains("://", StringComparison.Ordinal)
        // The short form of SSH, user@host:path; C:\path is a folder.
        || (repository.IndexOf(':') is > 1 and var colon && !repository[..colon].Contains('/') && !Directory.Exists(repository));

    /// <param name="branch">A branch to be made, which may be there already; null to read only.</param>
    public static GitWorkspace Open(CodeLocation location, GitConnection connection, string scratch, string? branch = null) =>
        IsUrl(location.Repository) ? Clone(location, connection, scratch, branch) : OpenFolder(location);

    /// <summary>A new bare repository that knows the URL.</summary>
    public static Repository Prepare(string url, GitConnection connection, string folder)
    {
        var repository = new Repository(Repository.Init(folder, isBare: true));
        repository.Network.Remotes.Add("origin", url);
        // libgit2 would send the token along to wherever the server points.
        if (connection.Access.Token is not null)
            repository.Config.Set("http.followRedirects", "false");
        return repository;
    }

    public void Push(string branch, GitConnection connection)
    {
        var reference = "refs/heads/" + branch;
        string? refusal = null;
        Repository.Network.Push(
            Repository.Network.Remotes["origin"], [$"+{reference}:{reference}"], connection.Push(error => refusal = error.Message));
        if (refusal is not null)
            throw new RepositoryNotUsableException($"The repository refused the branch {branch}: {refusal}");
    }

    public void Dispose()
    {
        Repository.Dispose();
        if (clone is not null)
            Delete(clone);
    }

    // git's objects are read-only files.
    public static void Delete(string clone)
    {
        foreach (var file in Directory.EnumerateFiles(clone, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(clone, recursive: true);
    }

    static GitWorkspace OpenFolder(CodeLocation location)
    {
        var repository = OpenAt(location.Repository);
        var prefix = repository.Info.WorkingDirectory is { } top
            ? Path.GetRelativePath(RealPath(top), RealPath(location.Repository)).Replace('\\', '/')
            : ".";
        var running = location.Running.FirstOrDefault(candidate => GitRevisions.Find(repository, candidate) is not null);
        return new GitWorkspace(repository, prefix is "." ? "" : prefix + "/", clone: null)
        {
            Commit = running is not null ? GitRevisions.Find(repository, running)! : Resolve(repository, location.Revision),
            Branch = location.Revision is not null ? repository.Branches[location.Revision]?.FriendlyName
                : repository.Info.IsHeadDetached ? null : repository.Head.FriendlyName,
            Running = running,
        };
    }

    static Repository OpenAt(string folder)
    {
        if (!Directory.Exists(folder))
            throw new RepositoryNotUsableException($"The folder {folder} does not exist.");
        return new Repository(Discover(RealPath(folder))
            ?? throw new RepositoryNotUsableException($"{folder} is not in a git repository. Run `git init` and commit the code there, or name another folder or a git URL."));
    }

    // Repository.Discover answers null in native executables.
    static string? Discover(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Repository.IsValid(at.FullName))
                return at.FullName;
        }
        return null;
    }

    static Commit Resolve(Repository repository, string? revision) => revision is null
        ? repository.Head.Tip
            ?? throw new RepositoryNotUsableException($"{repository.Info.Path} has no commit yet: commit the code that was running first.")
        : repository.Lookup<Commit>(revision)
            ?? throw new RepositoryNotUsableException($"{repository.Info.Path} has no branch, tag or commit {revision}.");

    static GitWorkspace Clone(CodeLocation location, GitConnection connection, string scratch, string? made)
    {
        var folder = Path.Combine(scratch, Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        var server = new GitClone(location.Repository, connection, folder);
        try
        {
            var (commit, branch, running) = server.Fetch(location.Revision, location.Running, made);
            return new GitWorkspace(server.Repository, "", folder) { Commit = commit, Branch = branch, Running = running };
        }
        catch (Exception)
        {
            server.Dispose();
            Delete(folder);
            throw;
        }
    }

    static string RealPath(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
    }
}
