using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Node;

/// <summary>The shapes of single lines of a V8 stack trace and of what Node prints around it.</summary>
static class NodeLine
{
    static readonly string[] Introductions = ["Uncaught ", "Unhandled rejection ", "Uncaught exception: ", "Unhandled Rejection: "];

    public static bool IsFrame(ReadOnlySpan<char> text) => TryFrame(text, out var frame) && (frame.Line is not null
        || WithoutProperties(text)[^1] == ')');

    /// <summary>
    /// Reads <c>async fn (file:1:2)</c>, <c>file:1:2</c>, <c>fn (&lt;anonymous&gt;)</c> or <c>fn</c>, the text behind <c>at</c>.
    /// </summary>
    public static bool TryFrame(ReadOnlySpan<char> text, out StackFrame frame)
    {
        frame = null!;
        text = WithoutProperties(text);
        if (text.IsEmpty)
            return false;
        if (text.StartsWith("async ") && text.Length > 6)
            text = text[6..];
        var open = text.IndexOf(" (");
        if (open <= 0 || text[^1] != ')')
        {
            if (TryPosition(text, out var place))
                frame = place;
            else if (IsBareFunction(text))
                frame = new StackFrame(null, null, text.ToString(), InApp: false);
            return frame is not null;
        }
        var inside = text[(open + 2)..^1];
        if (!TryPosition(inside, out var position))
        {
            if (inside is not ("<anonymous>" or "native" or "unknown") && !inside.StartsWith("index "))
                return false;
            position = new StackFrame(null, null, null, InApp: false);
        }
        frame = position with { Function = text[..open].ToString() };
        return true;
    }

    /// <summary>True when the frame's line opens the braces of the error's own properties.</summary>
    public static bool OpensProperties(ReadOnlySpan<char> line) => line.TrimEnd().EndsWith(" {");

    /// <summary>Reads <c>Type [CODE]: message</c>; far from the frames only names that say that they are an error count.</summary>
    public static bool TryHeadline(ReadOnlySpan<char> line, bool isNearest, out string type, out string message)
    {
        foreach (var introduction in Introductions)
        {
            if (line.StartsWith(introduction))
                line = line[introduction.Length..];
        }
        return TryTypeAndMessage(line, out type, out message) && (IsErrorName(type) || (isNearest && char.IsUpper(type[0])
            && !LogRecord.IsLevel(type)));
    }

    public static bool TryHeadlineInRecord(ReadOnlySpan<char> line, bool isNearest, out string type, out string message)
    {
        for (var at = 0; at < line.Length;)
        {
            var space = line[at..].IndexOfAny(' ', '\t');
            var word = space < 0 ? line[at..] : line.Slice(at, space);
            var name = word.TrimEnd(':');
            if (name.Length > 4 && char.IsUpper(name[0]) && IsErrorName(name) && TryTypeAndMessage(line[at..], out type, out message))
                return true;
            if (space < 0)
                break;
            at += space + 1;
        }
        type = message = "";
        return false;
    }

    public static bool TryTypeAndMessage(ReadOnlySpan<char> text, out string type, out string message)
    {
        type = message = "";
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '_' or '$'))
            end++;
        if (end == 0 || char.IsAsciiDigit(text[0]))
            return false;
        var rest = text[end..];
        if (rest.StartsWith(" [") && rest.IndexOf(']') is var close and > 0)
            rest = rest[(close + 1)..];
        if (!rest.IsWhiteSpace() && !rest.StartsWith(": ") && rest is not ":")
            return false;
        type = text[..end].ToString();
        message = rest.Length > 2 ? rest[2..].ToString() : "";
        return true;
    }

    /// <summary>Reads <c>[Type: message] {</c>: an error that has no stack, with properties.</summary>
    public static bool TryWithoutStack(ReadOnlySpan<char> line, out string type, out string message)
    {
        (type, message) = ("", "");
        return line.StartsWith("[") && line.EndsWith("] {") && TryTypeAndMessage(line[1..^3], out type, out message) && IsErrorName(type);
    }

    public static bool IsErrorName(ReadOnlySpan<char> name) => name.EndsWithAny(["Error", "Exception", "Warning", "Rejection"])
        || name is "Trace";

    /// <summary>Reads <c>file:12:34</c>; the column may be missing where <paramref name="text"/> is the place of a throw.</summary>
    public static bool TryPosition(ReadOnlySpan<char> text, out StackFrame frame)
    {
        frame = null!;
        if (!TryTrailingNumber(ref text, out var column) || !TryTrailingNumber(ref text, out var line) || text.IsEmpty)
            return false;
        frame = new StackFrame(File(text), line, null, InApp: false) { Column = column };
        return true;
    }

    public static bool TryTrailingNumber(ref ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || colon + 1 == text.Length || text[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0
            || !int.TryParse(text[(colon + 1)..], out number))
            return false;
        text = text[..colon];
        return true;
    }

    /// <summary>The file of a position: without <c>file://</c>; null for code that has none.</summary>
    public static string? File(ReadOnlySpan<char> text)
    {
        if (text is "<anonymous>" || text.StartsWith("eval at "))
            return null;
        if (text.StartsWith("file://"))
        {
            text = text[7..];
            if (text.Length > 2 && text[0] == '/' && text[2] == ':')
                text = text[1..];
        }
        return text.ToString();
    }

    static ReadOnlySpan<char> WithoutProperties(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        return text.EndsWith(" {") ? text[..^2].TrimEnd() : text.EndsWith(",") ? text[..^1] : text;
    }

    static bool IsBareFunction(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '_' or '$' or '<' or '>'))
                return false;
        }
        return true;
    }
}
