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
    string? continueIn;

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
            if (file is null && !TryBegin())
                return [];
            var read = new List<FileLine>();
            if (WasEmptied())
                Restart(read, "was emptied; reading it from its start");
            var count = file!.Read(buffer);
            if (count == 0 && WasReplaced())
            {
                MoveOn(read);
                count = file?.Read(buffer) ?? 0;
            }
            lines.Add(buffer.AsSpan(0, count), read);
            if (count > 0 && identity is { HeadLength: < 256 })
                identity = FileIdentity.Of(file!);
            return read;
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new UsageException($"The log {Path} cannot be read: {problem.Message}");
        }
    }

    public void Dispose() => file?.Dispose();

    bool TryBegin()
    {
        var isFirst = !hasBegun;
        hasBegun = true;
        if (isFirst && start.Known is { } known)
            return BeginAfter(known);
        if (!TryOpen(Path))
            return false;
        // What appears while it is waited for is new from its first line.
        SeekTo(isFirst && !start.FromStart ? file!.Length : 0);
        return true;
    }

    // Where the last watch stopped: in this file, in the one that it was renamed to, or in one that is gone.
    bool BeginAfter(WatchedPosition known)
    {
        foreach (var candidate in (string[])[Path, Path + ".1"])
        {
            if (!TryOpen(candidate))
                continue;
            if (known.Identity.IsOf(file!) && known.Offset <= file!.Length)
            {
                SeekTo(known.Offset);
                continueIn = candidate == Path ? null : Path;
                return true;
            }
            Close();
        }
        if (!TryOpen(Path))
            return false;
        Note = "is another file than the one that was watched last; reading it from its start";
        SeekTo(0);
        return true;
    }

    bool TryOpen(string name)
    {
        try
        {
            file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            identity = FileIdentity.Of(file);
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

    bool WasEmptied() => file!.Length < file.Position || !identity!.IsOf(file);

    void Restart(List<FileLine> read, string note)
    {
        Note = note;
        End(read);
        identity = FileIdentity.Of(file!);
        SeekTo(0);
    }

    bool WasReplaced()
    {
        if (continueIn is not null)
            return true;
        try
        {
            using var now = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !identity!.IsOf(now);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // Renamed, and the next one is not there yet.
            return false;
        }
    }

    void MoveOn(List<FileLine> read)
    {
        continueIn = null;
        End(read);
        Close();
        Note = "was rotated; going on with the new file";
        if (TryOpen(Path))
            SeekTo(0);
    }

    void End(List<FileLine> read)
    {
        if (lines.End() is { } rest)
            read.Add(rest);
    }

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
