namespace SelfHealing.Tests.Support;

/// <summary>A folder for one test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("selfheal-test-").FullName;

    public static implicit operator string(TemporaryFolder folder) => folder.Path;

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        var path = Combine(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task MakePipeAsync(string name)
    {
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [Combine(name)]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        // git's objects are read-only files.
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly))
                File.SetAttributes(file, FileAttributes.Normal);
        }
        Directory.Delete(Path, recursive: true);
    }
}
