namespace SelfHealing.Crashes.Logs;

/// <summary>Takes apart a trace whose line ends a logger replaced by spaces, as .NET's systemd console does.</summary>
static class OneLineTrace
{
    static readonly string[] Marks = ["   at ", " ---> ", "   --- End of ", "\tat "];

    /// <summary>The lines of the trace; null when the text is none.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        var first = text.IndexOf(Marks[0], StringComparison.Ordinal);
        if (first <= 0 || string.IsNullOrWhiteSpace(text[..first])
            || text.IndexOf(Marks[0], first + Marks[0].Length, StringComparison.Ordinal) < 0)
            return null;
        var lines = new List<string>();
        var start = 0;
        for (var at = NextMark(text, 1); at >= 0; at = NextMark(text, at + 1))
        {
            lines.Add(text[start..at].TrimEnd());
            start = at;
        }
        lines.Add(text[start..]);
        return lines;
    }

    static int NextMark(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is not (' ' or '\t'))
                continue;
            foreach (var mark in Marks)
            {
                if (text.AsSpan(at).StartsWith(mark))
                    return at;
            }
        }
        return -1;
    }
}
