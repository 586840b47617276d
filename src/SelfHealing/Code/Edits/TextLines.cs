using System.Text;

namespace SelfHealing.Code.Edits;

/// <summary>A line of a file.</summary>
/// <param name="Text">Its characters, without the line end.</param>
/// <param name="End">Its line end: \n, \r\n or \r; empty on a last line without one.</param>
readonly record struct TextLine(string Text, string End);

/// <summary>A file's text as lines, with its line ends and byte-order mark kept.</summary>
static class TextLines
{
    public const char ByteOrderMark = '\uFEFF';

    /// <summary>Cuts a text into lines. Joined again they are the same text.</summary>
    public static List<TextLine> Split(string text)
    {
        var lines = new List<TextLine>();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\r', '\n');
            if (length < 0)
                length = text.Length - start;
            var end = start + length;
            var after = end < text.Length && text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : Math.Min(end + 1, text.Length);
            lines.Add(new TextLine(text[start..end], text[end..after]));
            start = after;
        }
        return lines;
    }

    /// <summary>The lines of a block of code that an author wrote, without line ends.</summary>
    public static List<string> Block(string text) => [.. Split(text).Select(line => line.Text)];

    public static string Join(IEnumerable<TextLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line.Text).Append(line.End);
        return text.ToString();
    }

    /// <summary>The line end that most lines have; \n when there is none.</summary>
    public static string UsualEnd(IReadOnlyCollection<TextLine> lines) =>
        lines.Where(line => line.End.Length > 0).GroupBy(line => line.End).MaxBy(group => group.Count())?.Key ?? "\n";

    public static string Indentation(string line) => line[..(line.Length - line.AsSpan().TrimStart(" \t").Length)];

    public static bool IsBlank(string line) => string.IsNullOrWhiteSpace(line);
}
