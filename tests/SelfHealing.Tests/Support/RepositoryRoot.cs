namespace SelfHealing.Tests.Support;

/// <summary>The project's own checkout, for tests of its samples, definition and docs.</summary>
static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Combine(string path) => System.IO.Path.Combine(Path, path);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "SelfHealing.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
