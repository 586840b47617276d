using System.Text;
using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Writes the files of a commit into an empty folder, without a repository around them.</summary>
static class GitExport
{
    /// <summary>Links that lead out of the folder and submodules are left out.</summary>
    public static void Write(Commit commit, string folder, IReadOnlyDictionary<string, string> changed, CancellationToken cancellation)
    {
        var links = new List<(string Path, string Target)>();
        var folders = new Stack<(Tree Tree, string Path)>([(commit.Tree, folder)]);
        while (folders.TryPop(out var next))
        {
            Directory.CreateDirectory(next.Path);
            foreach (var entry in next.Tree)
            {
                cancellation.ThrowIfCancellationRequested();
                // A tree made by hand can hold such names.
                if (entry.Name is "." or ".." || entry.Name.Equals(".git", StringComparison.OrdinalIgnoreCase) || entry.Name.Contains('/'))
                    continue;
                var path = Path.Combine(next.Path, entry.Name);
                if (entry.Target is Tree tree)
                    folders.Push((tree, path));
                else if (entry is { Mode: Mode.SymbolicLink, Target: Blob target })
                    links.Add((path, target.GetContentText()));
                else if (entry.Target is Blob blob)
                    WriteFile(path, blob, entry.Mode == Mode.ExecutableFile);
            }
        }
        foreach (var (path, text) in changed)
            WriteText(folder, path, text);
        // Last, so that nothing is written through one.
        foreach (var (path, target) in links.Where(link => StaysInside(folder, link.Path, link.Target) && !Path.Exists(link.Path)))
            File.CreateSymbolicLink(path, target);
    }

    static void WriteFile(string path, Blob blob, bool executable)
    {
        using (var content = blob.GetContentStream())
        using (var file = File.Create(path))
            content.CopyTo(file);
        if (executable && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
    }

    static void WriteText(string folder, string path, string text)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        if (!file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new RepositoryNotUsableException($"The changed file {path} is outside the repository.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    static bool StaysInside(string folder, string link, string target) =>
        !Path.IsPathRooted(target)
        && Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link)!, target)).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
