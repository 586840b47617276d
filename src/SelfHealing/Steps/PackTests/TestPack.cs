using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SelfHealing.Ports;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps.PackTests;

/// <summary>
/// What a test build unpacks, as <c>tar.gz</c>: <c>command</c>; <c>root</c>, the folder to run it in; <c>limits</c>, as
/// <c>SECONDS MEGABYTES NETWORK</c>; <c>variants/N-NAME/</c>, the files to replace, in the order to run in; then, mixed, <c>files/</c>, the
/// commit, and <c>links/</c>, its symbolic links, which are made last, so that nothing is written through one.
/// </summary>
/// <remarks>Equal packs are equal bytes. The buildspec in template.yaml reads them, and so does this machine.</remarks>
sealed class TestPack : IAsyncDisposable
{
    public const string Command = "command";
    public const string Root = "root";
    public const string Limits = "limits";
    public const string Variants = "variants/";
    public const string Files = "files/";
    public const string Links = "links/";

    const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Not the beginning of 1970: archives that tests make begin in 1980.
    static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly GZipStream compressed;

    public TestPack(Stream content)
    {
        compressed = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true);
        Archive = new TarWriter(compressed, TarEntryFormat.Pax, leaveOpen: true);
    }

    /// <summary>What a commit is written into.</summary>
    public TarWriter Archive { get; }

    public async Task WritePlanAsync(string command, string root, TestLimits limits, CancellationToken cancellation)
    {
        await WriteAsync(Command, command, cancellation);
        await WriteAsync(Root, root, cancellation);
        var network = limits.Network ? "true" : "false";
        await WriteAsync(Limits, string.Create(CultureInfo.InvariantCulture, $"{limits.Seconds} {limits.MemoryMb} {network}\n"), cancellation);
    }

    /// <param name="variant">Which one.</param>
    /// <param name="root">The folder that the paths are in: empty, or with a slash at the end.</param>
    /// <param name="files">Path to text.</param>
    /// <param name="cancellation">Stops writing.</param>
    public async Task WriteVariantAsync(TestVariant variant, string root, IReadOnlyDictionary<string, string> files, CancellationToken cancellation)
    {
        var folder = FolderOf(variant);
        await Archive.WriteEntryAsync(Entry(TarEntryType.Directory, folder, Executable, content: null), cancellation);
        foreach (var (path, text) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if ((root + path).Split('/').Any(part => part is "" or "." or ".."))
                throw new RepositoryNotUsableException($"The changed file {path} is outside the repository.");
            await WriteAsync(folder + root + path, text, cancellation);
        }
    }

    /// <summary>Such as <c>variants/1-withChange/</c>.</summary>
    public static string FolderOf(TestVariant variant) =>
        string.Create(CultureInfo.InvariantCulture, $"{Variants}{(int)variant}-{JsonNamingPolicy.CamelCase.ConvertName(variant.ToString())}/");

    /// <summary>A file of the commit.</summary>
    public static PaxTarEntry File(string path, Stream content, bool executable) =>
        Entry(TarEntryType.RegularFile, Files + path, executable ? Executable : Plain, content);

    /// <summary>A symbolic link of the commit.</summary>
    public static PaxTarEntry Link(string path, string target)
    {
        var entry = Entry(TarEntryType.SymbolicLink, Links + path, Executable, content: null);
        entry.LinkName = target;
        return entry;
    }

    public async ValueTask DisposeAsync()
    {
        await Archive.DisposeAsync();
        await compressed.DisposeAsync();
    }

    async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await Archive.WriteEntryAsync(Entry(TarEntryType.RegularFile, path, Plain, content), cancellation);
    }

    static PaxTarEntry Entry(TarEntryType type, string path, UnixFileMode mode, Stream? content)
    {
        var entry = new PaxTarEntry(type, path) { Mode = mode, ModificationTime = Written };
        if (content is not null)
            entry.DataStream = content;
        return entry;
    }
}
