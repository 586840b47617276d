using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers;

/// <summary>The type and message that stand above the frames of a trace.</summary>
/// <param name="Type">The type as printed.</param>
/// <param name="Message">The message; may span lines.</param>
/// <param name="Index">Which of the lines above the frames it stands on, 0 being the nearest.</param>
sealed record Headline(string Type, string Message, int Index)
{
    const int MaxLines = 40;

    /// <summary>Reads a headline out of one line; <paramref name="isNearest"/> when nothing but its frames follows it.</summary>
    public delegate bool LineReader(ReadOnlySpan<char> line, bool isNearest, out string type, out string message);

    /// <summary>
    /// Searches upwards for the headline: the nearest line that is one, or one further up when that line belongs to its message; the
    /// lines in between are its message. A log record's first line may end with it; nothing above that is looked at.
    /// </summary>
    /// <param name="before">The lines above the frames.</param>
    /// <param name="plain">Reads a headline that is the whole line, without indentation.</param>
    /// <param name="inRecord">Reads a headline at the end of a log record.</param>
    public static Headline? Find(Lookback before, LineReader plain, LineReader inRecord)
    {
        Headline? found = null;
        var foundIndent = 0;
        for (var i = 0; i < MaxLines && before.TryGet(i, out var above); i++)
        {
            var line = above.AsSpan();
            var indent = Indentation(line);
            if (plain(line[indent..], IsNearest(before, i), out var type, out var message))
                (found, foundIndent) = (new Headline(type, WithBelow(message, before, i, indent), i), indent);
            else if (LogRecord.Starts(line))
            {
                if (inRecord(line, IsNearest(before, i), out type, out message))
                    found = new Headline(type, WithBelow(message, before, i, 0), i);
                break;
            }
            // A headline below an indented line, or below a colon, may itself be a line of a message: look at what that one belongs to.
            if (found is not null && indent <= foundIndent && !(before.TryGet(i + 1, out var next) && LeadsOn(next, indent)))
                break;
        }
        return found ?? (before.TryGet(0, out var nearest) && inRecord(nearest, isNearest: true, out var last, out var text)
            ? new Headline(last, text, 0) : null);
    }

    static bool LeadsOn(string above, int indent) => !string.IsNullOrWhiteSpace(above) && (Indentation(above) > indent
        || above.TrimEnd().EndsWith(':'));

    static bool IsNearest(Lookback before, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (before.TryGet(i, out var line) && !string.IsNullOrWhiteSpace(line))
                return false;
        }
        return true;
    }

    static string WithBelow(string message, Lookback before, int index, int indent)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (before.TryGet(i, out var line))
                message += "\n" + line[Math.Min(indent, Indentation(line))..];
        }
        return message.Trim();
    }

    public static int Indentation(ReadOnlySpan<char> line)
    {
        var indent = line.IndexOfAnyExcept([' ', '\t', '\u00a0']);
        return indent < 0 ? line.Length : indent;
    }
}
