namespace SelfHealing.Adapters.Local.Tests;

/// <summary>The folder of one run of a test command: the copy, and a home and a temporary folder that are empty.</summary>
sealed class TestFolder : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public TestFolder(string scratch)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(scratch), System.IO.Path.GetRandomFileName());
        foreach (var folder in (string[])[Path, Repository, Home, Temporary])
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    public string Path { get; }

    public string Repository => System.IO.Path.Combine(Path, "repository");

    public string Home => System.IO.Path.Combine(Path, "home");

    public string Temporary => System.IO.Path.Combine(Path, "tmp");

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            DeleteReadOnly();
        }
    }

    // Go's module cache is made of read-only folders.
    void DeleteReadOnly()
    {
        try
        {
            var folders = new Stack<string>([Path]);
            while (folders.TryPop(out var folder))
            {
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(folder, OwnerOnly);
                foreach (var inside in new DirectoryInfo(folder).EnumerateDirectories().Where(inside => inside.LinkTarget is null))
                    folders.Push(inside.FullName);
            }
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A command can leave what its own user cannot delete. That says nothing about the change.
        }
    }
}
