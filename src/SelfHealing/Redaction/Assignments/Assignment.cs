using System.Buffers;
using System.Runtime.InteropServices;

namespace SelfHealing.Redaction.Assignments;

/// <summary>What can stand at the place of an assigned value.</summary>
enum AssignmentForm
{
    /// <summary>A value, or code that computes it.</summary>
    Code,

    /// <summary>Nothing but a value: in a URL's query, a connection string, a command's option.</summary>
    Literal,

    /// <summary>Nothing but a value, which goes on to the next space: <c>DB_PASSWORD=…</c>.</summary>
    Line,

    /// <summary>The content of an element of XML.</summary>
    Element,

    /// <summary>A value in quotes; without them it is something else.</summary>
    QuotedOnly,

    /// <summary>A value, or prose.</summary>
    Told,
}

/// <summary>Where the value that is assigned to a name starts.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Assignment(int Value, AssignmentForm Form)
{
    const int LongestGap = 100;

    /// <summary>The assignment to the name from <paramref name="start"/> to <paramref name="end"/>; null when nothing is assigned to it.</summary>
    public static Assignment? After(ReadOnlySpan<char> text, int start, int end)
    {
        // Nothing between a name and its value is long.
        var source = text[..Math.Min(text.Length, end + LongestGap)];
        var afterName = SkipQuote(source, end);
        var isQuoted = afterName > end;
        if (isQuoted && afterName < source.Length && source[afterName] == ']')
            afterName++;
        if (IsElement(source, start, afterName))
            return new(afterName + 1, AssignmentForm.Element);
        var at = SkipSpace(source, afterName);
        if (at >= source.Length)
            return null;
        if (Operator(source, at) is > 0 and var length)
            return AfterOperator(source, start, afterName, at, length, isQuoted);
        if (source[at] == '(' && !isQuoted)
            return new(SkipSpace(source, at + 1), AssignmentForm.QuotedOnly);
        if (source[at] == ',' && isQuoted)
            return new(SkipSpace(source, at + 1), AssignmentForm.QuotedOnly);
        if (isQuoted || source[at] is '\r' or '\n')
            return NamedValue(source, at);
        if (at == afterName)
            return null;
        var isOption = start >= 2 && source[start..].StartsWith("--", StringComparison.Ordinal);
        return isOption ? new(at, AssignmentForm.Code) : Told(source, at);
    }

    // "password hunter2", "password is hunter2"
    static Assignment Told(ReadOnlySpan<char> source, int at)
    {
        foreach (var verb in Verbs)
        {
            if (source[at..].StartsWith(verb, StringComparison.Ordinal))
                return new(at + verb.Length, AssignmentForm.Told);
        }
        return new(at, AssignmentForm.Told);
    }

    static readonly string[] Verbs = ["is ", "was ", "to "];

    static Assignment? AfterOperator(ReadOnlySpan<char> source, int start, int afterName, int at, int length, bool isQuoted)
    {
        var value = SkipSpace(source, at + length);
        var isTight = at == afterName && value == at + length && length == 1 && source[at] == '=';
        if (source[at] == ':' || source[at] == '?')
            value = AfterType(source, value);
        if (value < source.Length && QuotedText.OpeningLength(source, value) == 0 && Wrapped(source, value) is { } wrapped)
            return new(wrapped, AssignmentForm.QuotedOnly);
        if (!isTight || isQuoted)
            return new(value, AssignmentForm.Code);
        var before = start > 0 ? source[start - 1] : '\n';
        if (before is '?' or '&' or ';' || source[start] == '-' || EndsMember(source, start))
            return new(value, AssignmentForm.Literal);
        var isVariable = !source[start..afterName].ContainsAnyInRange('a', 'z');
        return new(value, !isVariable ? AssignmentForm.Code : before is '\n' or ' ' or '\t' ? AssignmentForm.Line : AssignmentForm.Literal);
    }

    // "Server=db; Password=…": the member before it ends with a semicolon.
    static bool EndsMember(ReadOnlySpan<char> source, int start) => start >= 2 && source[start - 1] == ' ' && source[start - 2] == ';';

    // password: str = "…", const token: string = '…'
    static int AfterType(ReadOnlySpan<char> source, int value)
    {
        var type = source[value..].IndexOfAnyExcept(TypeCharacters);
        return type > 0 && source[value + type] == '=' && value + type + 1 < source.Length && source[value + type + 1] != '=' && source[value + type - 1] is ' ' or '\t'
            ? SkipSpace(source, value + type + 1)
            : value;
    }

    static readonly SearchValues<char> TypeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.<>[]| ?&*");

    // []byte("…"), SecretStr("…"), ("…")
    static int? Wrapped(ReadOnlySpan<char> source, int value)
    {
        var name = source[value..].IndexOfAnyExcept(TypeCharacters);
        if (name < 0 || source[value + name] != '(')
            return null;
        var inner = SkipSpace(source, value + name + 1);
        return QuotedText.OpeningLength(source, inner) > 0 ? inner : null;
    }

    // <add key="Password" value="…"/>, and in YAML a line "value: …" after the name.
    static Assignment? NamedValue(ReadOnlySpan<char> source, int at)
    {
        var name = at + source[at..].IndexOfAnyExcept(" \t\r\n");
        if (name < at || !source[name..].StartsWith("value", StringComparison.OrdinalIgnoreCase))
            return null;
        var equals = SkipSpace(source, name + "value".Length);
        return equals < source.Length && source[equals] is '=' or ':' ? new(SkipSpace(source, equals + 1), AssignmentForm.Code) : null;
    }

    // <password>…</password>, <db:password>…
    static bool IsElement(ReadOnlySpan<char> source, int start, int end)
    {
        if (end >= source.Length || source[end] != '>')
            return false;
        if (start > 0 && source[start - 1] == ':')
            start -= 1 + CharSets.RunBefore(source, start - 1, CharSets.Word, 20);
        return start > 0 && source[start - 1] == '<';
    }

    // = : := => == === != ?= ||= ??= +=, and ?: of an optional member
    static int Operator(ReadOnlySpan<char> source, int at)
    {
        var length = 0;
        while (length < 3 && at + length < source.Length && source[at + length] is '=' or ':' or '>' or '!' or '?' or '|' or '+' or '~')
            length++;
        var text = source.Slice(at, length);
        if (source[at..].StartsWith("%3D", StringComparison.OrdinalIgnoreCase))
            return "%3D".Length;
        return text.ContainsAny('=', ':') && text is not ">=" && !text.StartsWith("::", StringComparison.Ordinal) ? length : 0;
    }

    static int SkipQuote(ReadOnlySpan<char> source, int at)
    {
        var i = at;
        while (i < source.Length && i - at < 8 && source[i] == '\\')
            i++;
        return i < source.Length && source[i] is '"' or '\'' or '`' ? i + 1 : at;
    }

    static int SkipSpace(ReadOnlySpan<char> source, int at)
    {
        while (at < source.Length && source[at] is ' ' or '\t')
            at++;
        return at;
    }
}
