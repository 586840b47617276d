namespace SelfHealing.Crashes.Readers.Java;

/// <summary>The shapes of single lines of a Java or Kotlin stack trace, as <c>Throwable.printStackTrace</c> prints them.</summary>
static class JavaLine
{
    static readonly string[] Extensions = [".java", ".kt", ".kts", ".scala", ".groovy", ".clj", ".jsp"];
    static readonly string[] NoFiles = ["Native Method", "Unknown Source", "<generated>", "Redefined"];
    static readonly string[] Introductions = ["Exception in thread ", "== Java Exception: ", "Caused by: ", "Wrapped by: ", "Suppressed: "];

    /// <summary>Reads <c>module/package.Class.method(File.java:12)</c>; a jar in brackets may follow.</summary>
    public static bool TryFrame(ReadOnlySpan<char> text, out StackFrame frame)
    {
        frame = null!;
        var open = text.IndexOf('(');
        var close = open < 0 ? -1 : text[open..].IndexOf(')');
        if (close < 0 || !IsName(text[..open]))
            return false;
        var after = text[(open + close + 1)..].Trim();
        if (!after.IsEmpty && after[0] is not ('[' or '~'))
            return false;
        var place = text.Slice(open + 1, close - 1);
        if (!TryPlace(place, out var file, out var line))
            return false;
        frame = new StackFrame(file, line, WithoutModule(text[..open]).ToString(), InApp: false);
        return true;
    }

    public static bool IsFrame(ReadOnlySpan<char> text) => TryFrame(text, out _);

    /// <summary>Reads <c>Exception in thread "x" pkg.Type: message</c> or <c>pkg.Type: message</c>.</summary>
    public static bool TryHeadline(ReadOnlySpan<char> line, bool isNearest, out string type, out string message)
    {
        type = message = "";
        foreach (var introduction in Introductions)
        {
            if (!line.StartsWith(introduction))
                continue;
            line = line[introduction.Length..];
            if (line.StartsWith("\"") && line[1..].IndexOf("\" ") is var quote and >= 0)
                line = line[(quote + 3)..];
            return TryTypeAndMessage(line, out type, out message) && type.Length > 0;
        }
        return TryTypeAndMessage(line, out type, out message) && IsException(type, isNearest);
    }

    /// <summary>Reads a qualified exception type at the end of a log record's line.</summary>
    public static bool TryHeadlineInRecord(ReadOnlySpan<char> line, bool isNearest, out string type, out string message)
    {
        // Any other class name with a colon may be the logger's; the one next to the frames is the exception's.
        var last = -1;
        for (var at = 0; at < line.Length;)
        {
            var space = line[at..].IndexOf(' ');
            var word = space < 0 ? line[at..] : line.Slice(at, space);
            var name = word.TrimEnd(':');
            if (name.Contains('.') && name.EndsWithAny(["Exception", "Error", "Throwable"])
                && TryTypeAndMessage(line[at..], out type, out message))
                return true;
            if (isNearest && name.Length < word.Length && IsException(name.ToString(), isNearest))
                last = at;
            if (space < 0)
                break;
            at += space + 1;
        }
        type = message = "";
        return last >= 0 && TryTypeAndMessage(line[last..], out type, out message);
    }

    public static bool TryTypeAndMessage(ReadOnlySpan<char> text, out string type, out string message)
    {
        type = message = "";
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '$' or '_' or '/'))
            end++;
        if (end == 0 || (end < text.Length && (text[end] != ':' || (end + 1 < text.Length && text[end + 1] != ' '))))
            return false;
        type = text[..end].ToString();
        message = end + 2 <= text.Length ? text[(end + 2)..].ToString() : "";
        return !char.IsAsciiDigit(type[0]);
    }

    static bool IsException(string type, bool isNearest)
    {
        var name = type.AsSpan(type.LastIndexOf('.') + 1);
        if (name.EndsWithAny(["Exception", "Error", "Throwable"]))
            return true;
        return isNearest && type.Contains('.') && !name.IsEmpty && char.IsUpper(name[0])
            && !type.EndsWith("Thread.State", StringComparison.Ordinal);
    }

    static bool TryPlace(ReadOnlySpan<char> place, out string? file, out int? line)
    {
        (file, line) = (null, null);
        if (place.IsAnyOf(NoFiles) || place.StartsWith("Unknown Source"))
            return true;
        var colon = place.LastIndexOf(':');
        var name = colon < 0 ? place : place[..colon];
        if (colon >= 0)
        {
            if (!int.TryParse(place[(colon + 1)..], out var number))
                return false;
            line = number;
        }
        file = name.ToString();
        return name.EndsWithAny(Extensions) || name is "SourceFile";
    }

    // Identifiers, dots, and what the compiler and the module system add.
    static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '$' or '_' or '<' or '>' or '/' or '@' or '-' or '+'))
                return false;
        }
        return name.Contains('.');
    }

    // "app//com.acme.Shop.run", "java.base@17/java.util.List.get"; "Shop$$Lambda$14/0x800.run" has no module.
    static ReadOnlySpan<char> WithoutModule(ReadOnlySpan<char> name)
    {
        var lambda = name.IndexOf("$$Lambda");
        var slash = (lambda < 0 ? name : name[..lambda]).LastIndexOf('/');
        return name[(slash + 1)..];
    }
}
