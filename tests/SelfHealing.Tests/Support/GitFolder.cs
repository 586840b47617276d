using Command = CliWrap.Cli;
using CliWrap.Buffered;

namespace SelfHealing.Tests.Support;

/// <summary>A git repository with a working tree, handled by git itself.</summary>
sealed class GitFolder : IDisposable
{
    readonly TemporaryFolder folder = new();

    GitFolder()
    {
    }

    public string Path => folder;

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
    public static GitFolder CopyOf(string source)
    {
        var repository = Empty();
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
    public static GitFolder Empty()
    {
        var repository = new GitFolder();
        repository.Git("init", "-q", "-b", "main");
        repository.Git("config", "user.name", "Test Person");
        repository.Git("config", "user.email", "person@example.org");
        repository.Git("config", "core.autocrlf", "false");
        return repository;
    }

    public void Write(string path, string text) => folder.Write(path, text);

    public void Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", message);
    }

    /// <summary>Runs git in the working tree and returns what it prints.</summary>
    public string Git(params string[] arguments) =>
        Command.Wrap("git").WithWorkingDirectory(Path).WithArguments(arguments).ExecuteBufferedAsync().GetAwaiter().GetResult().StandardOutput.Trim();

    public IReadOnlyList<string> Branches() => Git("branch", "--format=%(refname:short)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => folder.Dispose();
}
