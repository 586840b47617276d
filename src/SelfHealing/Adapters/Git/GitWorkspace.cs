using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>An open repository: a person's own, or a bare clone that is deleted in the end.</summary>
sealed class GitWorkspace : IDisposable
{
    readonly string? clone;

    GitWorkspace(Repository repository, string prefix, string? clone) => (Repository, Prefix, this.clone) = (repository, prefix, clone);

    public Repository Repository { get; }

    /// <summary>The given folder's path in the repository: empty, or with a slash at the end.</summary>
    public string Prefix { get; }

    public bool IsClone => clone is not null;

    public static bool IsUrl(string repository) =>
        repository.Contains("://", StringComparison.Ordinal)
        // The short form of SSH, user@host:path; C:\path is a folder.
        || (repository.IndexOf(':') is > 1 and var colon && !repository[..colon].Contains('/') && !Directory.Exists(repository));

    public static GitWorkspace Open(string repository, string? revision, string scratch, CancellationToken cancellation) =>
        IsUrl(repository) ? Clone(repository, revision, scratch, cancellation) : OpenFolder(repository);

    public (Commit Commit, string? Branch) Resolve(string? revision)
    {
        if (revision is not null && !IsClone)
        {
            var commit = Repository.Lookup<Commit>(revision)
                ?? throw new RepositoryNotUsableException($"{Repository.Info.Path} has no branch, tag or commit {revision}.");
            return (commit, Repository.Branches[revision]?.FriendlyName);
        }
        var head = Repository.Head.Tip
            ?? throw new RepositoryNotUsableException($"{Repository.Info.Path} has no commit yet: commit the code that was running first.");
        return (head, Repository.Info.IsHeadDetached ? null : Repository.Head.FriendlyName);
    }

    public void Push(string branch)
    {
        var reference = "refs/heads/" + branch;
        string? refusal = null;
        Repository.Network.Push(
            Repository.Network.Remotes["origin"],
            [$"+{reference}:{reference}"],
            new PushOptions
            {
                CredentialsProvider = Credentials,
                OnPushStatusError = error => refusal = error.Message,
            });
        if (refusal is not null)
            throw new RepositoryNotUsableException($"The repository refused the branch {branch}: {refusal}");
    }

    /// <summary>User and password come from the URL; libgit2 takes them from there by itself, and SSH keys from the agent.</summary>
    public static LibGit2Sharp.Credentials Credentials(string url, string user, SupportedCredentialTypes types) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Split(':', 2) is [var name, var password]
            ? new UsernamePasswordCredentials { Username = Uri.UnescapeDataString(name), Password = Uri.UnescapeDataString(password) }
            : new DefaultCredentials();

    public void Dispose()
    {
        Repository.Dispose();
        if (clone is not null)
            DeleteClone(clone);
    }

    static GitWorkspace OpenFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new RepositoryNotUsableException($"The folder {folder} does not exist.");
        var git = Discover(RealPath(folder))
            ?? throw new RepositoryNotUsableException($"{folder} is not in a git repository. Run `git init` and commit the code there, or name another folder or a git URL.");
        var repository = new Repository(git);
        var prefix = repository.Info.WorkingDirectory is { } top
            ? Path.GetRelativePath(RealPath(top), RealPath(folder)).Replace('\\', '/')
            : ".";
        return new GitWorkspace(repository, prefix is "." ? "" : prefix + "/", clone: null);
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

    static GitWorkspace Clone(string url, string? revision, string scratch, CancellationToken cancellation)
    {
        var folder = Path.Combine(scratch, Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        try
        {
            Repository.Clone(url, folder, new CloneOptions
            {
                IsBare = true,
                BranchName = revision is null || IsHash(revision) ? null : revision,
                FetchOptions =
                {
                    // A file:// remote has no shallow transport in libgit2; a given commit may be older than the tip.
                    Depth = url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || IsHash(revision) ? 0 : 1,
                    TagFetchMode = TagFetchMode.None,
                    CredentialsProvider = Credentials,
                    OnTransferProgress = _ => !cancellation.IsCancellationRequested,
                },
            });
            var repository = new Repository(folder);
            if (IsHash(revision))
                repository.Refs.UpdateTarget("HEAD", revision!);
            return new GitWorkspace(repository, "", folder);
        }
        catch (Exception)
        {
            DeleteClone(folder);
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    static bool IsHash(string? revision) => revision is { Length: 40 } && revision.All(char.IsAsciiHexDigit);

    // git's objects are read-only files.
    static void DeleteClone(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(folder, recursive: true);
    }

    static string RealPath(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
    }
}
