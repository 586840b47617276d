namespace SelfHealing.Crashes.Logs;

/// <summary>
/// What some logger puts in front of every line of a trace, learned from one of its lines: numbers, identifiers in hexadecimal and
/// times may differ from line to line, everything else must be the same.
/// </summary>
sealed class LearnedPrefix(string example)
{
    /// <summary>Takes the prefix off a line; false when the line does not begin with one of the same shape.</summary>
    public bool TryStrip(string line, out string rest)
    {
        rest = line;
        int e = 0, i = 0;
        while (e < example.Length)
        {
            if (char.IsAsciiLetterOrDigit(example[e]))
            {
                var wordEnd = WordEnd(example, e);
                var lineWordEnd = WordEnd(line, i);
                if (lineWordEnd == i || !SameWord(example.AsSpan(e, wordEnd - e), line.AsSpan(i, lineWordEnd - i)))
                    return false;
                (e, i) = (wordEnd, lineWordEnd);
            }
            else if (i < line.Length && line[i] == example[e])
            {
                (e, i) = (e + 1, i + 1);
            }
            else
            {
                // Shippers trim an empty line: "web-1  | " is then "web-1  |".
                if (i == line.Length && string.IsNullOrWhiteSpace(example[e..]))
                    break;
                return false;
            }
        }
        rest = line[i..];
        return true;
    }

    static int WordEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        return end;
    }

    static bool SameWord(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.SequenceEqual(b) || (a.ContainsAnyInRange('0', '9') && b.ContainsAnyInRange('0', '9')) || (IsLevel(a) && IsLevel(b));

    static bool IsLevel(ReadOnlySpan<char> word) => LogRecord.IsLevel(word);
}
