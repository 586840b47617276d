namespace SelfHealing.Crashes.Readers.Ruby;

/// <summary>The shapes of single lines of a Ruby backtrace.</summary>
static class RubyLine
{
    static readonly string[] Extensions = [".rb", ".erb", ".haml", ".slim", ".ru", ".rake", ".scss", ".sass", ".jbuilder", ".gemspec"];

    /// <summary>Reads <c>file.rb:12:in 'name'</c>, quoted in either way or not at all; the name may be missing.</summary>
    /// <param name="text">The line without its indentation.</param>
    /// <param name="frame">The frame; not in-app yet.</param>
    /// <param name="rest">What follows it: for the first line of an uncaught exception, its message.</param>
    public static bool TryFrame(ReadOnlySpan<char> text, out StackFrame frame, out ReadOnlySpan<char> rest)
    {
        frame = null!;
        rest = [];
        text = WithoutIntroduction(text);
        var inName = text.IndexOf(":in ");
        var place = inName < 0 ? text.TrimEnd() : text[..inName];
        if (!TryPlace(place, out var file, out var line))
            return false;
        string? function = null;
        if (inName >= 0)
        {
            var name = text[(inName + 4)..];
            if (name.IsEmpty)
                return false;
            var quoted = name[0] is '`' or '\'' or '"';
            var end = quoted ? name[1..].IndexOf(name[0] == '"' ? '"' : '\'') : name.Length;
            if (end < 0)
                return false;
            function = (quoted ? name.Slice(1, end) : name.TrimEnd()).ToString();
            rest = quoted ? name[(end + 2)..] : [];
        }
        frame = new StackFrame(file, line, function, InApp: false);
        return inName >= 0 || file.AsSpan().EndsWithAny(Extensions);
    }

    /// <summary>
    /// Reads <c>Module::Type: message</c>, <c>Type (message):</c>, or <c>#&lt;Type: message&gt;</c> at the end of the line.
    /// </summary>
    public static bool TryHeadline(ReadOnlySpan<char> line, bool isNearest, out string type, out string message) =>
        TryInspected(line, out type, out message) || (TryTyped(line, out type, out message) && (isNearest || LooksLikeError(type)));

    public static bool TryHeadlineInRecord(ReadOnlySpan<char> line, bool isNearest, out string type, out string message)
    {
        if (TryInspected(line, out type, out message))
            return true;
        for (var at = 0; at < line.Length;)
        {
            if (char.IsAsciiLetterUpper(line[at]) && TryTyped(line[at..], out type, out message) && LooksLikeError(type))
                return true;
            var space = line[at..].IndexOf(' ');
            if (space < 0)
                break;
            at += space + 1;
        }
        (type, message) = ("", "");
        return false;
    }

    static bool TryInspected(ReadOnlySpan<char> line, out string type, out string message)
    {
        (type, message) = ("", "");
        var start = line.IndexOf("#<") + 2;
        if (start < 2 || line[^1] != '>' || !TryType(line[start..], out type) || !line[(start + type.Length)..].StartsWith(": "))
            return false;
        message = line[(start + type.Length + 2)..^1].ToString();
        return LooksLikeError(type);
    }

    static bool TryTyped(ReadOnlySpan<char> line, out string type, out string message)
    {
        message = "";
        if (!TryType(line, out type))
            return false;
        var rest = line[type.Length..];
        if (rest.StartsWith(" (") && rest.TrimEnd(": ") is [.., ')'])
            message = rest[2..rest.LastIndexOf(')')].ToString();
        else if (rest.StartsWith(": "))
            message = rest[2..].TrimEnd().ToString();
        else if (!rest.IsWhiteSpace() && rest.TrimEnd() is not ":")
            return false;
        return true;
    }

    /// <summary>Reads <c>: message (Type)</c>, which follows the first frame of an uncaught exception.</summary>
    public static bool TryMessageAndType(ReadOnlySpan<char> rest, out string type, out string message)
    {
        (type, message) = ("", "");
        if (!rest.StartsWith(": "))
            return false;
        rest = rest[2..].TrimEnd();
        message = rest.ToString();
        var open = rest.LastIndexOf('(');
        if (open >= 0 && rest[^1] == ')' && TryType(rest[(open + 1)..^1], out type) && type.Length == rest.Length - open - 2)
            message = rest[..open].TrimEnd().ToString();
        else
            type = "";
        return true;
    }

    public static bool LooksLikeError(string type) =>
        type.AsSpan().EndsWithAny(["Error", "Exception", "Invalid", "NotFound", "Failed", "Failure", "Timeout", "Interrupt", "Exit"])
            || type.Contains("::", StringComparison.Ordinal);

    public static bool HasIntroduction(ReadOnlySpan<char> text) => WithoutIntroduction(text).Length < text.Length;

    // "\tfrom x", "\t 2: from x", "     # x": backtraces, reversed ones, RSpec.
    static ReadOnlySpan<char> WithoutIntroduction(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        if (text.StartsWith("# "))
            return text[2..];
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits > 0 && text[digits..].StartsWith(": from "))
            return text[(digits + 7)..];
        return text.StartsWith("from ") ? text[5..] : text;
    }

    static bool TryPlace(ReadOnlySpan<char> place, out string file, out int line)
    {
        (file, line) = ("", 0);
        var colon = place.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(place[(colon + 1)..], out line) || place[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0)
            return false;
        var path = place[..colon];
        // A sentence may end in ":12"; a path has no ": " in it, and a folder or a known extension.
        if (path.Contains(": ", StringComparison.Ordinal)
            || path.Contains('"')
            || !(path.ContainsAny('/', '\\') || path.EndsWithAny(Extensions) || path[0] is '(' or '<' || path is "-e"))
            return false;
        file = path.ToString();
        return true;
    }

    static bool TryType(ReadOnlySpan<char> text, out string type)
    {
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || text[end..].StartsWith("::")))
            end += text[end] == ':' ? 2 : 1;
        end = Math.Min(end, text.Length);
        type = text[..end].ToString();
        return end > 1 && char.IsUpper(text[0]);
    }
}
