namespace SelfHealing.Crashes.Logs;

/// <summary>Tells the first line of a log record from a line that goes on with what was begun.</summary>
static class LogRecord
{
    static readonly string[] Levels =
    [
        "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL", "SEVERE", "ALERT", "EMERG", "PANIC", "trce",
        "dbug", "info", "warn", "fail", "crit", "debug", "warning", "error", "fatal", "notice",
    ];

    static readonly string[] LambdaReports =
    [
        "START RequestId: ", "END RequestId: ", "REPORT RequestId: ", "INIT_START ", "INIT_REPORT ", "XRAY TraceId: ",
    ];

    /// <summary>True when the line looks like the start of a record: it begins with a time, a level, an address, or as JSON.</summary>
    public static bool Starts(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
            return false;
        if (line[0] is '[' or '<' or '(')
            return BeginsWithTime(line[1..]) || FirstWordIsLevel(line[1..], closed: true);
        return line.StartsWith("{\"") || BeginsWithTime(line) || FirstWordIsLevel(line, closed: false) || IsLambdaReport(line);
    }

    public static bool IsLevel(ReadOnlySpan<char> word) => word.IsAnyOf(Levels);

    /// <summary>True for the lines that Lambda writes itself around an invocation.</summary>
    static bool IsLambdaReport(ReadOnlySpan<char> line) => line.StartsWithAny(LambdaReports);

    static bool FirstWordIsLevel(ReadOnlySpan<char> line, bool closed)
    {
        var end = 0;
        while (end < line.Length && char.IsAsciiLetter(line[end]))
            end++;
        if (end is < 3 or > 8 || end == line.Length || !IsLevel(line[..end]))
            return false;
        // "error - x" is a record; "error in x" is a sentence.
        if (line[end] == ' ' && char.IsAsciiLetterLower(line[0]) && !line[end..].TrimStart().StartsWith("- "))
            return false;
        return line[end] is ':' or ' ' or '\t' or ']' or '|' or '/' or '[' && (!closed || line[end..].Contains(']') || line[end] is ':');
    }

    // 2024-06-11…, 2024/06/11…, 09:30:01…, 11/Jun/2024…, an IPv4 address, or a count of seconds: digits, then a separator and digits.
    static bool BeginsWithTime(ReadOnlySpan<char> line)
    {
        var digits = 0;
        while (digits < line.Length && char.IsAsciiDigit(line[digits]))
            digits++;
        if (digits is 0 || digits + 1 >= line.Length)
            return BeginsWithMonth(line);
        var separator = line[digits];
        var next = line[digits + 1];
        return (digits is 4 or 2 && separator is '-' or '/' or ':' && (char.IsAsciiDigit(next) || char.IsAsciiLetter(next)))
            || (digits <= 3 && separator == '.' && char.IsAsciiDigit(next) && line[digits..].IndexOf(' ') > 4)
            || (digits >= 10 && separator is ' ' or '\t' or '.');
    }

    // "Jun 11 09:30:01": syslog.
    static bool BeginsWithMonth(ReadOnlySpan<char> line) =>
        line.Length > 14 && line[3] == ' ' && line[6] == ' ' && line[9] == ':' && char.IsAsciiLetterUpper(line[0])
            && char.IsAsciiDigit(line[5]);
}
