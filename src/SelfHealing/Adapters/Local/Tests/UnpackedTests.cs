using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>A pack of tests, and the copies of the repository that are made from it.</summary>
sealed class UnpackedTests
{
    readonly byte[] pack;

    public UnpackedTests(byte[] pack)
    {
        this.pack = pack;
        Command = ReadText(TestPack.Command);
        Root = ReadText(TestPack.Root);
        var limits = ReadText(TestPack.Limits).Split(' ', '\n');
        Limits = new TestLimits(Number(limits[0]), Number(limits[1]), bool.Parse(limits[2]));
        var plan = Entries().Select(entry => entry.Name).TakeWhile(name => !IsOfCommit(name)).ToHashSet(StringComparer.Ordinal);
        Variants = [.. Enum.GetValues<TestVariant>().Where(variant => plan.Contains(TestPack.FolderOf(variant)))];
    }

    public string Command { get; }

    /// <summary>The folder to run it in: empty, or with a slash at the end.</summary>
    public string Root { get; }

    public TestLimits Limits { get; }

    /// <summary>What to run it on, in order.</summary>
    public IReadOnlyList<TestVariant> Variants { get; }

    /// <summary>Writes a copy into an empty folder.</summary>
    public void CopyTo(string folder, TestVariant variant, CancellationToken cancellation)
    {
        var links = new List<(string Path, string Target)>();
        var replaced = TestPack.FolderOf(variant);
        foreach (var entry in Entries())
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.EntryType == TarEntryType.SymbolicLink)
                links.Add((Inside(folder, entry.Name[TestPack.Links.Length..]), entry.LinkName));
            else if (entry.EntryType == TarEntryType.RegularFile && (PathIn(replaced, entry.Name) ?? PathIn(TestPack.Files, entry.Name)) is { } path)
                Write(entry, Inside(folder, path));
        }
        // Last, so that nothing is written through one.
        foreach (var (path, target) in links.Where(link => !Path.Exists(link.Path)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.CreateSymbolicLink(path, target);
        }
    }

    // What replaces a file comes before it, and is executable when it was.
    static void Write(TarEntry entry, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            entry.ExtractToFile(path, overwrite: false);
        else if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | (entry.Mode & UnixFileMode.UserExecute));
    }

    static bool IsOfCommit(string name) => PathIn(TestPack.Files, name) is not null || PathIn(TestPack.Links, name) is not null;

    static string? PathIn(string folder, string name) => name.StartsWith(folder, StringComparison.Ordinal) ? name[folder.Length..] : null;

    static string Inside(string folder, string path)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        return file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? file
            : throw new InvalidDataException($"The pack of tests holds {path}, which is outside of the copy.");
    }

    IEnumerable<TarEntry> Entries()
    {
        using var content = new GZipStream(new MemoryStream(pack, writable: false), CompressionMode.Decompress);
        using var archive = new TarReader(content);
        while (archive.GetNextEntry() is { } entry)
            yield return entry;
    }

    string ReadText(string name)
    {
        // Its content is there as long as the archive is open.
        foreach (var entry in Entries().Where(entry => entry.Name == name))
        {
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
            return reader.ReadToEnd();
        }
        throw new InvalidDataException($"The pack of tests has no {name}.");
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
