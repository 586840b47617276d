using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Python;

/// <summary>The shapes of single lines of a Python traceback, as the <c>traceback</c> module prints them.</summary>
static class PythonLine
{
    public const string Header = "Traceback (most recent call last)";

    const string FileMark = "File \"";

    static readonly string[] NotTypes =
    [
        "else", "try", "finally", "lambda", "return", "yield", "raise", "pass", "break", "continue", "Message", "Arguments", "Hint",
        "handle", "future", "task", "protocol", "transport", "http", "https", "file",
    ];

    /// <summary>Reads <c>File "x.py", line 3, in f</c>; <c>in f</c> may be missing, and Lambda writes <c>File "x.py" Line 3</c>.</summary>
    /// <param name="text">The line without its indentation.</param>
    /// <param name="frame">The frame; not in-app yet.</param>
    /// <param name="isLocation">True when there is no <c>in</c>: the place of a syntax error.</param>
    public static bool TryFrame(ReadOnlySpan<char> text, out StackFrame frame, out bool isLocation)
    {
        frame = null!;
        isLocation = false;
        if (text.StartsWith("> "))
            text = text[2..];
        if (!text.StartsWith(FileMark))
            return false;
        var rest = text[FileMark.Length..];
        var mark = rest.IndexOf("\", line ");
        var skip = 8;
        if (mark < 0)
        {
            mark = rest.IndexOf("\" Line ");
            skip = 7;
        }
        if (mark < 0)
            return false;
        var file = rest[..mark];
        rest = rest[(mark + skip)..];
        if (!TryNumber(ref rest, out var line))
            return false;
        string? function = null;
        isLocation = !rest.StartsWith(", in");
        if (!isLocation)
        {
            var name = rest[4..].Trim();
            function = name.IsEmpty ? null : name.ToString();
        }
        frame = new StackFrame(file.ToString(), line, function, InApp: false);
        return true;
    }

    /// <summary>Reads <c>package.Type: message</c> or <c>package.Type</c>.</summary>
    public static bool TryException(ReadOnlySpan<char> text, out string type, out string message)
    {
        type = message = "";
        var end = TypeLength(text);
        if (end == 0)
            return false;
        var rest = text[end..];
        if (rest.IsEmpty || (rest[0] == ':' && (rest.Length == 1 || rest[1] == ' ')))
        {
            var name = text[..end];
            if (LogRecord.IsLevel(name) || name.IsAnyOf(NotTypes))
                return false;
            type = name.ToString();
            message = rest.Length > 2 ? rest[2..].ToString() : "";
            return true;
        }
        return false;
    }

    /// <summary>True for names that an exception type is likely to have; a bare word in a log is most likely none.</summary>
    public static bool IsLikelyType(ReadOnlySpan<char> type) =>
        type.EndsWithAny(["Error", "Exception", "Warning", "Exit", "Group", "Interrupt", "Timeout"]) || type.Contains('.');

    /// <summary>True for a line of carets and tildes below a source line.</summary>
    public static bool IsMarker(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExcept("^~ ") < 0;

    public static bool IsSyntaxError(string type) =>
        type is "SyntaxError" or "IndentationError" or "TabError" || type.EndsWith("SyntaxError", StringComparison.Ordinal);

    // Identifiers joined by dots; "<locals>" stands between a function and a class defined in it.
    static int TypeLength(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (true)
        {
            var start = at;
            if (text[at..].StartsWith("<locals>"))
                at += 8;
            else
            {
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
                    at++;
                if (at == start || char.IsAsciiDigit(text[start]))
                    return 0;
            }
            if (at >= text.Length || text[at] != '.' || at + 1 == text.Length)
                return at;
            at++;
        }
    }

    static bool TryNumber(ref ReadOnlySpan<char> text, out int number)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        var parsed = int.TryParse(text[..end], out number);
        text = text[end..];
        return parsed;
    }
}
