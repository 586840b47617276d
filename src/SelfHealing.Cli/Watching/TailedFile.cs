using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Watching;

/// <summary>
/// A log file that is followed: through rotation (renamed, or copied and emptied), through being emptied, and before it exists. Each call
/// reads what is there now; nothing waits here.
/// </summary>
/// <param name="path">The file's name.</param>
/// <param name="start">Where to begin.</param>
sealed class TailedFile(string path, FileStart start) : IDisposable
{
    readonly byte[] buffer = new byte[64 * 1024];
    readonly FileStart start = start;
    FileStream? file;
    FileIdentity? identity;
    LineSplitter lines = new(0);
    bool hasBegun;

    public string Path { get; } = path;

    /// <summary>What people should know of the last call: that the file was replaced, say; null for nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>Which file is being read; null before there is one.</summary>
    public FileIdentity? Identity => identity;

    /// <summary>Where the first line begins that was not returned.</summary>
    public long Position => lines.Position;

    /// <summary>The lines that were written since the last call, as many as fit into memory easily; empty when there are none now.</summary>
    /// <exception cref="UsageException">The file is there and cannot be read.</exception>
    public IReadOnlyList<FileLine> Read()
    {
        Note = null;
        try
        {
            return file is null && !TryBegin() ? [] : ReadOn(file!);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"The log {Path} cannot be read: {problem.Message} Once it can, start the watch again: it goes on where it stopped.");
        }
    }

    public void Dispose() => file?.Dispose();

    List<FileLine> ReadOn(FileStream current)
    {
        var wasEmptied = WasEmptied(current);
        var count = wasEmptied ? 0 : current.Read(buffer);
        // The service may have written to the old file until it began the new one: now the old one is complete, and is looked at once more.
        var isOver = wasEmptied || (count == 0 && HasSuccessor() && (count = current.Read(buffer)) == 0);
        // Returned before the file is left: whoever stops here has to know which file it is from.
        if (isOver && lines.End() is { } rest)
            return [rest];
        if (wasEmptied)
            count = StartAgain(current);
        else if (isOver)
            count = MoveOn();
        var read = new List<FileLine>();
        lines.Add(buffer.AsSpan(0, count), read);
        if (count > 0)
            identity = identity!.Grown(file!);
        return read;
    }

    bool TryBegin()
    {
        var isFirst = !hasBegun;
        hasBegun = true;
        if (!(isFirst && start.Known is { } known ? BeginAfter(known) : TryOpen(Path)))
        {
            // Else a name with a slip in it would be waited for in silence.
            Note = isFirst ? "is not there yet; it is read from its first line when it appears" : null;
            return false;
        }
        // What appears while it is waited for is new from its first line.
        if (isFirst && start is { Known: null, FromStart: false })
            SeekTo(file!.Length);
        return true;
    }

    // Where the last watch stopped: in this file, in the one that it was renamed or copied to, or in one that is gone.
    bool BeginAfter(WatchedPosition known)
    {
        foreach (var candidate in (string[])[Path, Path + ".1"])
        {
            if (!TryOpen(candidate))
                continue;
            if (known.Offset <= file!.Length && (known.Identity.IsOf(file) || (candidate != Path && known.Identity.IsCopiedIn(file))))
            {
                SeekTo(known.Offset);
                return true;
            }
            Close();
        }
        if (!TryOpen(Path))
            return false;
        Note = "is another file than the one that was watched last; reading it from its start";
        return true;
    }

    bool TryOpen(string name)
    {
        try
        {
            file = Open(name);
            if (!file.CanSeek)
                throw new UsageException($"{name} is no file that can be followed. Hand it on instead: `selfheal watch - < {name}`.");
            identity = FileIdentity.Of(file);
            SeekTo(0);
            return true;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    void SeekTo(long offset)
    {
        file!.Position = offset;
        lines = new LineSplitter(offset);
    }

    bool WasEmptied(FileStream current) => current.Length < current.Position || !identity!.IsHeadOf(current);

    int StartAgain(FileStream current)
    {
        Note = "was emptied; reading it from its start";
        identity = FileIdentity.Of(current);
        SeekTo(0);
        return current.Read(buffer);
    }

    // An empty one does not count: the service still writes to the old one.
    bool HasSuccessor()
    {
        try
        {
            using var now = Open(Path);
            return now.Length > 0 && !identity!.IsOf(now);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // Renamed, and the next one is not there yet.
            return false;
        }
    }

    int MoveOn()
    {
        Close();
        Note = "was rotated; going on with the new file";
        return TryOpen(Path) ? file!.Read(buffer) : 0;
    }

    static FileStream Open(string name) => new(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    void Close()
    {
        file?.Dispose();
        (file, identity) = (null, null);
    }
}

/// <summary>Where a file's watch begins.</summary>
/// <param name="Known">Where the last watch of it stopped; null when there was none.</param>
/// <param name="FromStart">Whether a file that was not watched before is read from its start, not from its end.</param>
sealed record FileStart(WatchedPosition? Known, bool FromStart);
