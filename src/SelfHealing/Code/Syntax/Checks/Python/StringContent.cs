namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>What may stand between the quotes of a string: complete escapes, and in bytes only ASCII.</summary>
static class StringContent
{
    /// <summary>Checks the text from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static void Check(string text, int start, int end, bool isRaw, bool isBytes)
    {
        var content = text.AsSpan(start, end - start);
        if (isBytes && content.IndexOfAnyExceptInRange('\0', '\u007F') is >= 0 and var index)
            throw new PythonSyntaxException(start + index, "bytes can only contain ASCII literal characters");
        if (isRaw)
            return;
        for (var at = content.IndexOf('\\'); at >= 0 && at + 1 < content.Length;)
        {
            CheckEscape(content[at..], start + at, isBytes);
            at += 2;
            var next = content[at..].IndexOf('\\');
            at = next < 0 ? -1 : at + next;
        }
    }

    static void CheckEscape(ReadOnlySpan<char> escape, int position, bool isBytes)
    {
        var digits = escape[1] switch
        {
            'x' => 2,
            'u' when !isBytes => 4,
            'U' when !isBytes => 8,
            _ => 0,
        };
        var found = escape[2..];
        found = found[..Math.Min(digits, found.Length)];
        if (found.Length < digits || found.ContainsAnyExcept(HexDigits))
            throw new PythonSyntaxException(position, $"truncated \\{escape[1]} escape: it needs {digits} hexadecimal digits");
        if (digits == 8 && found.CompareTo("0010FFFF", StringComparison.OrdinalIgnoreCase) > 0)
            throw new PythonSyntaxException(position, "illegal Unicode character: \\U escapes end at \\U0010FFFF");
        if (escape[1] == 'N' && !isBytes)
            CheckName(escape, position);
    }

    // Whether the name is known is not checked: the names of Unicode are data that .NET does not carry.
    static void CheckName(ReadOnlySpan<char> escape, int position)
    {
        var close = escape.IndexOf('}');
        if (escape.Length < 4 || escape[2] != '{' || close < 4)
            throw new PythonSyntaxException(position, "malformed \\N character escape");
        if (escape[3..close].ContainsAnyExcept(NameCharacters))
            throw new PythonSyntaxException(position, "unknown Unicode character name");
    }

    static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -");
}
