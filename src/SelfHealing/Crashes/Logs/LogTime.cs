using System.Globalization;

namespace SelfHealing.Crashes.Logs;

/// <summary>Reads the time at the start of a log line, when it says which one it is: ISO 8601 with an offset or Z.</summary>
static class LogTime
{
    public static DateTimeOffset? Read(ReadOnlySpan<char> line)
    {
        if (line.Length < 20 || !char.IsAsciiDigit(line[0]) || line[4] != '-' || line[10] != 'T')
            return null;
        var end = line.IndexOfAny(' ', '\t');
        var text = end < 0 ? line : line[..end];
        if (text.Length is < 20 or > 40 || (text[^1] != 'Z' && text[19..].IndexOfAny('+', '-') < 0))
            return null;
        // .NET reads seven digits of a second; Kubernetes writes nine.
        var fraction = text.IndexOf('.');
        var digits = 0;
        while (fraction > 0 && fraction + 1 + digits < text.Length && char.IsAsciiDigit(text[fraction + 1 + digits]))
            digits++;
        var readable = digits > 7 ? string.Concat(text[..(fraction + 8)], text[(fraction + 1 + digits)..]) : text.ToString();
        return DateTimeOffset.TryParse(readable, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }
}
