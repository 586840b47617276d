using System.IO.Compression;
using System.Text;
using SelfHealing.Code;
using SelfHealing.Ports;

namespace SelfHealing.Steps.FetchCode;

/// <summary>A source tree as an artifact: a zip file. Equal trees give equal bytes.</summary>
public static class SourceArtifact
{
    // No file of a commit can have these names.
    const string CommitEntry = ".git/commit";
    const string OpaqueEntry = ".git/opaque";

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Stores the tree and returns the reference to it.</summary>
    public static async Task<string> PutAsync(IArtifactStore artifacts, SourceTree tree, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, CommitEntry, tree.Commit);
            Add(zip, OpaqueEntry, string.Join('\0', tree.Opaque.Order(StringComparer.Ordinal)));
            foreach (var (path, text) in tree.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
                Add(zip, path, text);
        }
        return await artifacts.PutAsync("source", buffer.ToArray(), cancellation);
    }

    /// <summary>Reads a tree back.</summary>
    public static async Task<SourceTree> GetAsync(IArtifactStore artifacts, string reference, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(new MemoryStream(await artifacts.GetAsync(reference, cancellation)), ZipArchiveMode.Read);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var bytes = new MemoryStream();
            using (var content = await entry.OpenAsync(cancellation))
                await content.CopyToAsync(bytes, cancellation);
            // Not a StreamReader: it would eat the byte-order mark.
            files[entry.FullName] = Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        if (!files.Remove(CommitEntry, out var commit) || !files.Remove(OpaqueEntry, out var opaque))
            throw new ArtifactNotFoundException($"The artifact {reference} holds no source tree.");
        return new SourceTree(commit, files)
        {
            Opaque = opaque.Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        };
    }

    static void Add(ZipArchive zip, string path, string text)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var content = entry.Open();
        content.Write(Utf8.GetBytes(text));
    }
}
