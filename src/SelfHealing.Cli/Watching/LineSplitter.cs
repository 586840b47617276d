using System.Buffers;
using System.Text;
using SelfHealing.Crashes;

namespace SelfHealing.Cli.Watching;

/// <summary>A line of a file, and where it begins and ends in it.</summary>
sealed record FileLine(string Text, long Start, long End);

/// <summary>Takes the bytes of a file apart into lines; a line that is not complete yet waits for the rest.</summary>
sealed class LineSplitter(long position)
{
    /// <summary>What is longer is cut: no crash is read from it, and a flood without line ends must not fill the memory.</summary>
    public const int LongestLine = 128 * 1024;

    readonly ArrayBufferWriter<byte> line = new();
    long next = position;
    bool cut;

    /// <summary>Where the first line that is not complete begins.</summary>
    public long Position { get; private set; } = position;

    public void Add(ReadOnlySpan<byte> bytes, List<FileLine> lines)
    {
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            Append(bytes[..end]);
            next++;
            lines.Add(Take());
            bytes = bytes[(end + 1)..];
        }
        Append(bytes);
    }

    /// <summary>What is left when nothing follows; null for nothing.</summary>
    public FileLine? End() => line.WrittenCount == 0 ? null : Take();

    void Append(ReadOnlySpan<byte> bytes)
    {
        next += bytes.Length;
        var room = LongestLine - line.WrittenCount;
        cut |= bytes.Length > room;
        line.Write(bytes[..Math.Min(room, bytes.Length)]);
    }

    FileLine Take()
    {
        var text = Encoding.UTF8.GetString(line.WrittenSpan).Replace("\0", "", StringComparison.Ordinal).TrimStart('\ufeff').TrimEnd('\r');
        var taken = new FileLine(cut ? text + LogText.CutMark : text, Position, next);
        line.ResetWrittenCount();
        (Position, cut) = (next, false);
        return taken;
    }
}
