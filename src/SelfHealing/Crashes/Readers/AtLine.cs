namespace SelfHealing.Crashes.Readers;

/// <summary>Finds <c>at …</c>, with which Java, Node and .NET begin every frame.</summary>
static class AtLine
{
    // A prefix may hold an "at" of its own; more than a few means that this is no trace.
    const int MaxTries = 3;

    /// <summary>True when the frame's text makes sense to a runtime.</summary>
    public delegate bool Test(ReadOnlySpan<char> text);

    /// <summary>Where the indentation in front of <c>at</c> begins; -1 when there is no such frame in the line.</summary>
    public static int Find(ReadOnlySpan<char> line, Test isFrame)
    {
        var indent = Headline.Indentation(line);
        if (line[indent..].StartsWith("at ") && isFrame(line[(indent + 3)..]))
            return 0;
        var from = indent;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var next = line[from..].IndexOf("at ");
            if (next < 0)
                return -1;
            var at = from + next;
            if (at >= 2 && char.IsWhiteSpace(line[at - 1]) && (line[at - 1] != ' ' || char.IsWhiteSpace(line[at - 2]))
                && isFrame(line[(at + 3)..]))
            {
                var start = at;
                while (start > 0 && char.IsWhiteSpace(line[start - 1]))
                    start--;
                return start;
            }
            from = at + 3;
        }
        return -1;
    }

    /// <summary>The text behind <c>at</c>; empty when the line does not begin with it.</summary>
    public static ReadOnlySpan<char> Text(ReadOnlySpan<char> line)
    {
        var text = line[Headline.Indentation(line)..];
        return text.StartsWith("at ") ? text[3..].TrimEnd() : [];
    }
}
