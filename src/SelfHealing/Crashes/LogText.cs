using System.Text;

namespace SelfHealing.Crashes;

/// <summary>Turns the text of a log file into events.</summary>
public static class LogText
{
    /// <summary>The longest line that is kept whole, in characters.</summary>
    public const int MaxLine = 1024 * 1024;

    /// <summary>What a line ends with that was cut.</summary>
    internal const string CutMark = " […]";

    /// <summary>
    /// One event per line, read as they are asked for, so that a log of any size needs no more memory than its longest line. Lines end
    /// with LF or CR LF; NUL characters and a byte-order mark are left out; what is no UTF-8 has become the
    /// replacement character in the reader; a line longer than <see cref="MaxLine"/> is cut and marked with <c>[…]</c>.
    /// </summary>
    /// <param name="reader">The text; the caller disposes of it.</param>
    /// <param name="fileName">The file's name: the stream of all its events.</param>
    public static IEnumerable<LogEvent> Lines(TextReader reader, string fileName)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(fileName);
        return Read(reader, fileName);
    }

    static IEnumerable<LogEvent> Read(TextReader reader, string fileName)
    {
        var buffer = new char[64 * 1024];
        var line = new StringBuilder();
        var cut = false;
        while (reader.Read(buffer, 0, buffer.Length) is var count and > 0)
        {
            var start = 0;
            for (var end = Array.IndexOf(buffer, '\n', 0, count); end >= 0; end = Array.IndexOf(buffer, '\n', start, count - start))
            {
                Append(line, buffer.AsSpan(start, end - start), ref cut);
                yield return Take(line, fileName, ref cut);
                start = end + 1;
            }
            Append(line, buffer.AsSpan(start, count - start), ref cut);
        }
        if (line.Length > 0)
            yield return Take(line, fileName, ref cut);
    }

    static void Append(StringBuilder line, ReadOnlySpan<char> text, ref bool cut)
    {
        var room = MaxLine - line.Length;
        cut |= text.Length > room;
        line.Append(text[..Math.Min(room, text.Length)]);
    }

    static LogEvent Take(StringBuilder line, string fileName, ref bool cut)
    {
        if (cut)
            line.Append(CutMark);
        var text = line.Replace("\0", "").Replace("\ufeff", "").ToString();
        line.Clear();
        cut = false;
        return new LogEvent(fileName, null, text.EndsWith('\r') ? text[..^1] : text);
    }
}
