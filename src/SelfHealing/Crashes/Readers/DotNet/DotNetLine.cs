namespace SelfHealing.Crashes.Readers.DotNet;

/// <summary>
/// The shapes of single lines of a .NET stack trace, as <c>Exception.ToString</c> prints them, and what Mono, Demystifier and Application
/// Insights make of them.
/// </summary>
static class DotNetLine
{
    static readonly string[] Introductions =
    [
        "Unhandled exception. ", "Unhandled Exception: ", "Unhandled exception: ", "[ERROR] FATAL UNHANDLED EXCEPTION: ",
    ];

    public static bool IsFrame(ReadOnlySpan<char> text) => TryFrame(text, out _);

    /// <summary>Reads <c>Namespace.Type.Method[T](Type arg) in FILE:line 12</c>, the text behind <c>at</c>.</summary>
    public static bool TryFrame(ReadOnlySpan<char> text, out StackFrame frame)
    {
        frame = null!;
        text = text.TrimEnd();
        var open = text.IndexOf('(');
        if (open < 0 || text.StartsWith("async ") && text.Contains(".js:", StringComparison.Ordinal))
            return false;
        return TryApplicationInsights(text, open, out frame) || TryMono(text, open, out frame) || TryPlain(text, out frame);
    }

    /// <summary>Reads a type with a namespace, and its message.</summary>
    public static bool TryHeadline(ReadOnlySpan<char> line, bool isNearest, out string type, out string message)
    {
        if (line.TrimEnd() is "Stack overflow." or "Process terminated.")
        {
            (type, message) = (line.TrimEnd().TrimEnd('.').ToString(), "");
            return true;
        }
        foreach (var introduction in Introductions)
        {
            if (line.StartsWith(introduction))
                return TryTypeAndMessage(line[introduction.Length..], out type, out message);
        }
        return TryTypeAndMessage(line, out type, out message) && (type.Contains('.') || (isNearest
            && type.AsSpan().EndsWithAny(["Exception"])));
    }

    public static bool TryHeadlineInRecord(ReadOnlySpan<char> line, bool isNearest, out string type, out string message)
    {
        for (var at = 0; at < line.Length;)
        {
            var space = line[at..].IndexOf(' ');
            var word = space < 0 ? line[at..] : line.Slice(at, space);
            if (word.TrimEnd(':').EndsWith("Exception") && word.Contains('.') && TryTypeAndMessage(line[at..], out type, out message))
                return true;
            if (space < 0)
                break;
            at += space + 1;
        }
        type = message = "";
        return false;
    }

    /// <summary>True for what stands between the frames of a stack overflow.</summary>
    public static bool IsRepetition(ReadOnlySpan<char> text) =>
        (text.StartsWith("Repeat") && text.EndsWith("times:")) || (text.Length > 10 && text.IndexOfAnyExcept('-') < 0);

    public static bool TryTypeAndMessage(ReadOnlySpan<char> text, out string type, out string message)
    {
        type = message = "";
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '_' or '+' or '`' or '[' or ']' or ','))
            end++;
        if (end == 0 || (end < text.Length && (text[end] != ':' || (end + 1 < text.Length && text[end + 1] != ' '))))
            return end > 0 && TryWithCode(text, end, out type, out message);
        type = text[..end].ToString();
        message = end + 2 <= text.Length ? text[(end + 2)..].ToString() : "";
        return IsType(type);
    }

    // "System.Net.Sockets.SocketException (111): Connection refused"
    static bool TryWithCode(ReadOnlySpan<char> text, int end, out string type, out string message)
    {
        type = message = "";
        var rest = text[end..];
        var close = rest.IndexOf("): ");
        if (!rest.StartsWith(" (") || close is < 3 or > 20 || rest[2..close].IndexOfAnyExceptInRange('-', 'x') >= 0)
            return false;
        type = text[..end].ToString();
        message = rest[(close + 3)..].ToString();
        return IsType(type) && type.EndsWith("Exception", StringComparison.Ordinal);
    }

    static bool IsType(string type)
    {
        var name = type.AsSpan(type.LastIndexOf('.') + 1);
        return !name.IsEmpty && char.IsUpper(name[0]) && (name.Contains("Exception", StringComparison.Ordinal)
            || name.Contains("Error", StringComparison.Ordinal) || type.Contains('.'))
            && !type.Contains("..", StringComparison.Ordinal);
    }

    static bool TryPlain(ReadOnlySpan<char> text, out StackFrame frame)
    {
        frame = null!;
        string? file = null;
        int? line = null;
        var inFile = text.LastIndexOf(" in ");
        if (inFile > 0 && text[inFile..].LastIndexOf(":line ") is var mark and > 0)
        {
            if (!int.TryParse(text[(inFile + mark + 6)..], out var number))
                return false;
            file = text.Slice(inFile + 4, mark - 4).ToString();
            line = number;
            text = text[..inFile];
        }
        // The native compiler's traces have an offset.
        if (text.LastIndexOf(" + 0x") is var offset and > 0)
            text = text[..offset];
        if (!IsSignature(text))
            return false;
        frame = new StackFrame(file, line, Function(text), InApp: false);
        return true;
    }

    // "Name (System.String key) [0x00007] in /home/x.cs:9"
    static bool TryMono(ReadOnlySpan<char> text, int open, out StackFrame frame)
    {
        frame = null!;
        var offset = text.IndexOf(") [0x");
        var inFile = offset < 0 ? -1 : text[offset..].IndexOf("] in ");
        var colon = text.LastIndexOf(':');
        if (inFile < 0 || colon < offset + inFile || !int.TryParse(text[(colon + 1)..].TrimEnd(), out var line))
            return false;
        var file = text[(offset + inFile + 5)..colon];
        var known = !file.StartsWith("<");
        var end = FindArguments(text[..offset], open);
        frame = new StackFrame(known ? file.ToString() : null, known ? line : null, text[..end].TrimEnd().ToString(), InApp: false);
        return true;
    }

    static int FindArguments(ReadOnlySpan<char> text, int open)
    {
        var spaced = text.IndexOf(" (");
        return spaced < 0 ? open : spaced;
    }

    // "Type+<Method>d__15.MoveNext (Assembly, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null: D:\x.cs:277)"
    static bool TryApplicationInsights(ReadOnlySpan<char> text, int open, out StackFrame frame)
    {
        frame = null!;
        var version = text.IndexOf(", Version=");
        if (version < open || open < 2 || text[open - 1] != ' ' || text[^1] != ')')
            return false;
        string? file = null;
        int? line = null;
        var key = text[version..].IndexOf(": ");
        var colon = text.LastIndexOf(':');
        if (key > 0 && colon > version + key && int.TryParse(text[(colon + 1)..^1], out var number))
            (file, line) = (text[(version + key + 2)..colon].ToString(), number);
        frame = new StackFrame(file, line, text[..(open - 1)].ToString(), InApp: false);
        return true;
    }

    static bool IsSignature(ReadOnlySpan<char> text) =>
        !text.IsEmpty && (text[^1] is ')' or '}' || (text[^1] == ']' && text.Contains("=>{} [", StringComparison.Ordinal)))
            && text.Count('(') == text.Count(')')
        && !IsJavaScript(text) && (char.IsLetter(text[0]) || text[0] is '_' or '<' or '(');

    // "new Converter (/srv/pricing.js:15:33)", "JSON.parse (<anonymous>)"
    static bool IsJavaScript(ReadOnlySpan<char> text)
    {
        var open = text.LastIndexOf('(');
        if (open < 1 || text[open - 1] != ' ')
            return false;
        var inside = text[(open + 1)..^1];
        return inside is "<anonymous>" or "native" || inside.StartsWith("index ") || (inside.LastIndexOf(':') is var colon and > 0
            && int.TryParse(inside[(colon + 1)..], out _));
    }

    // Plain traces: without the arguments. Demystified ones, which begin with a return type or "new": as they are.
    static string Function(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '<' or '[' or '{')
                depth++;
            else if (c is '>' or ']' or '}')
                depth--;
            else if (c == ' ' && depth <= 0)
                return text.ToString();
            else if (c == '(')
                break;
        }
        return text[0] == '(' ? text.ToString() : text[..text.LastIndexOf('(')].ToString();
    }
}
