using System.Formats.Tar;
using LibGit2Sharp;
using SelfHealing.Steps.PackTests;

namespace SelfHealing.Adapters.Git;

/// <summary>Writes the files of a commit into a pack, without a repository around them.</summary>
static class GitExport
{
    /// <summary>Links that lead out of the repository and submodules are left out.</summary>
    public static void Write(Commit commit, TarWriter archive, CancellationToken cancellation)
    {
        var folders = new Stack<(Tree Tree, string Path)>([(commit.Tree, "")]);
        while (folders.TryPop(out var next))
        {
            foreach (var entry in next.Tree)
            {
                cancellation.ThrowIfCancellationRequested();
                // A tree made by hand can hold such names.
                if (entry.Name is "." or ".." || entry.Name.Equals(".git", StringComparison.OrdinalIgnoreCase) || entry.Name.Contains('/'))
                    continue;
                var path = next.Path + entry.Name;
                if (entry.Target is Tree tree)
                    folders.Push((tree, path + "/"));
                else if (entry is { Mode: Mode.SymbolicLink, Target: Blob target })
                    WriteLink(archive, path, target.GetContentText());
                else if (entry.Target is Blob blob)
                    WriteFile(archive, path, blob, entry.Mode == Mode.ExecutableFile);
            }
        }
    }

    static void WriteFile(TarWriter archive, string path, Blob blob, bool executable)
    {
        using var content = blob.GetContentStream();
        archive.WriteEntry(TestPack.File(path, content, executable));
    }

    static void WriteLink(TarWriter archive, string path, string target)
    {
        if (target.Length > 0 && !target.Contains('\0') && StaysInside(path, target))
            archive.WriteEntry(TestPack.Link(path, target));
    }

    static bool StaysInside(string link, string target)
    {
        const string top = "/repository/";
        return !target.StartsWith('/')
            && Path.GetFullPath(Path.Combine(Path.GetDirectoryName(top + link)!, target)).StartsWith(top, StringComparison.Ordinal);
    }
}
