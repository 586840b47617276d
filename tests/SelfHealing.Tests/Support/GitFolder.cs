using Command = CliWrap.Cli;
using CliWrap.Buffered;

namespace SelfHealing.Tests.Support;

/// <summary>A git repository with a working tree, handled by git itself.</summary>
sealed class GitFolder : IDisposable
{
    readonly TemporaryFolder folder = new();

    readonly string name;

    GitFolder(string name)
    {
        this.name = name;
        Directory.CreateDirectory(Path);
    }

    public string Path => System.IO.Path.Combine(folder, name);

    /// <summary>A repository whose first commit holds the files.</summary>
    public static GitFolder With(params (string Path, string Text)[] files)
    {
        var repository = Empty();
        foreach (var (path, text) in files)
            repository.folder.Write(path, text);
        repository.Commit("First version");
        return repository;
    }

    /// <summary>A repository whose first commit holds a copy of a folder.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="name">What the repository's folder is called; empty for any name.</param>
    public static GitFolder CopyOf(string source, string name = "")
    {
        var repository = Empty(name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(repository.Path, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        repository.Commit("First version");
        return repository;
    }

    /// <summary>A repository without a commit.</summary>
    public static GitFolder Empty(string name = "")
    {
        var repository = new GitFolder(name);
        repository.Git("init", "-q", "-b", "main");
        repository.Git("config", "user.name", "Test Person");
        repository.Git("config", "user.email", "person@example.org");
        repository.Git("config", "core.autocrlf", "false");
        return repository;
    }

    public void Write(string path, string text) => folder.Write(System.IO.Path.Combine(name, path), text);

    public void Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", message);
    }

    /// <summary>Runs git in the working tree and returns what it prints.</summary>
    public string Git(params string[] arguments) =>
        Command.Wrap("git").WithWorkingDirectory(Path).WithArguments(arguments).ExecuteBufferedAsync().GetAwaiter().GetResult().StandardOutput.Trim();

    public IReadOnlyList<string> Branches() => Git("branch", "--format=%(refname:short)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Leaves git's lock of a reference, as a process does that is killed while it writes the reference.</summary>
    public string Lock(string reference, DateTime since)
    {
        folder.Write(System.IO.Path.Combine(name, ".git", reference + ".lock"), "");
        var file = System.IO.Path.Combine(Path, ".git", reference + ".lock");
        File.SetLastWriteTimeUtc(file, since);
        return file;
    }

    public void Dispose() => folder.Dispose();
}
