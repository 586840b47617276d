using System.Text;
using LibGit2Sharp;
using SelfHealing.Code;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Reads the text files of a commit.</summary>
static class GitTree
{
    const long LargestFile = 1_000_000;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files below a root. Binary files, files over 1 MB, links and submodules are opaque.</summary>
    public static SourceTree Read(Commit commit, string root, FetchLimits limits, CancellationToken cancellation)
    {
        var start = root.Length == 0 ? commit.Tree : commit[root.TrimEnd('/')]?.Target as Tree
            ?? throw new RepositoryNotUsableException($"The commit {commit.Sha[..10]} has no folder {root}.");
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var opaque = new HashSet<string>(StringComparer.Ordinal);
        var size = 0L;
        var folders = new Stack<(Tree Tree, string Path)>([(start, "")]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in folder.Tree)
            {
                cancellation.ThrowIfCancellationRequested();
                var path = folder.Path + entry.Name;
                if (entry.TargetType == TreeEntryTargetType.Tree)
                    folders.Push(((Tree)entry.Target, path + "/"));
                else if (entry.Mode is Mode.NonExecutableFile or Mode.ExecutableFile && TextOf((Blob)entry.Target) is { } text)
                    size += (files[path] = text).Length;
                else
                    opaque.Add(path);
                if (size > limits.TextCharacters)
                    throw new RepositoryTooLargeException($"The code at {commit.Sha[..10]} has more than {limits.TextCharacters / 1_000_000:N0} MB of text. Name the service's root folder.");
            }
        }
        return new SourceTree(commit.Sha, files) { Opaque = opaque };
    }

    static string? TextOf(Blob blob)
    {
        if (blob.Size > LargestFile || blob.IsBinary)
            return null;
        using var content = blob.GetContentStream();
        var bytes = new byte[blob.Size];
        content.ReadExactly(bytes);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // A text in another encoding could not be written back as it was.
            return null;
        }
    }
}
