namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Tokenizer
{
    /// <summary>The length of the prefix when a string starts here (0 for a bare quote); null when none does.</summary>
    int? StringPrefixLength()
    {
        if (Here is '"' or '\'')
            return 0;
        if (CharAt(at + 1) is '"' or '\'' && char.ToLowerInvariant(Here) is 'r' or 'u' or 'b' or 'f' or 't')
            return 1;
        if (CharAt(at + 2) is '"' or '\'' && (char.ToLowerInvariant(Here), char.ToLowerInvariant(CharAt(at + 1))) is ('r', 'b' or 'f' or 't') or ('b' or 'f' or 't', 'r'))
            return 2;
        return null;
    }

    void ReadString(int prefixLength)
    {
        var start = at;
        var prefix = text.Substring(at, prefixLength).ToLowerInvariant();
        at += prefixLength;
        var quote = string.CompareOrdinal(text, at + 1, text, at, 1) == 0 && string.CompareOrdinal(text, at + 2, text, at, 1) == 0
            ? new string(Here, 3)
            : Here.ToString();
        at += quote.Length;
        var isRaw = prefix.Contains('r', StringComparison.Ordinal);
        if (prefix.AsSpan().IndexOfAny('f', 't') >= 0)
        {
            ReadFormat(new FormatString(start, prefix, quote, isRaw));
            return;
        }
        var content = at;
        while (!IsAt(quote))
        {
            if (AtEnd || quote.Length == 1 && Here is '\n' or '\r')
                throw Unterminated(start, quote, "string literal");
            at += Here == '\\' && at + 1 < text.Length ? 2 : 1;
            // The carriage return was escaped; its line feed belongs to the same line end.
            if (text[at - 1] == '\r' && text[at - 2] == '\\' && Here == '\n')
                at++;
        }
        var isBytes = prefix.Contains('b', StringComparison.Ordinal);
        StringContent.Check(text, content, at, isRaw, isBytes);
        at += quote.Length;
        Add(isBytes ? TokenKind.Bytes : TokenKind.String, start, prefix);
    }

    bool IsAt(string expected) => string.CompareOrdinal(text, at, expected, 0, expected.Length) == 0;

    static PythonSyntaxException Unterminated(int start, string quote, string what) =>
        new(start, quote.Length == 3 ? $"unterminated triple-quoted {what}" : $"unterminated {what}");
}
