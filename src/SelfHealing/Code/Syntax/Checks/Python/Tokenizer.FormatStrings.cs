namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Tokenizer
{
    const int MaxNestedFormats = 149;
    const int MaxNestedSpecifications = 2;
    int nestedFormats;

    void ReadFormat(FormatString format)
    {
        if (++nestedFormats > MaxNestedFormats)
            throw new PythonSyntaxException(at, "too many nested f-strings");
        Add(TokenKind.FormatStart, format.Start, format.Prefix);
        while (ReadFormatText(format, inSpecification: false))
            ReadReplacementField(format, specifications: 0);
        var end = at;
        at += format.Quote.Length;
        Add(TokenKind.FormatEnd, end);
        nestedFormats--;
    }

    /// <summary>Reads literal text. True when it ends at a replacement field; else at the closing quote, or at the closing brace of a specification.</summary>
    bool ReadFormatText(FormatString format, bool inSpecification)
    {
        var start = at;
        for (; ; at++)
        {
            if (IsAt(format.Quote))
            {
                if (inSpecification)
                    throw new PythonSyntaxException(at, $"{format.Name}: expecting '}}'");
                break;
            }
            if (AtEnd || format.Quote.Length == 1 && Here is '\n' or '\r')
                throw Unterminated(format.Start, format.Quote, $"{format.Name} literal");
            if (Here == '\\')
                SkipEscape(format);
            else if (Here is '{' or '}' && CharAt(at + 1) == Here && !inSpecification)
                at++;
            else if (Here is '{' || Here is '}' && inSpecification)
                break;
            else if (Here is '}')
                throw new PythonSyntaxException(at, $"{format.Name}: single '}}' is not allowed");
        }
        StringContent.Check(text, start, at, format.IsRaw, isBytes: false);
        if (at > start)
            Add(TokenKind.FormatText, start);
        return Here == '{' && !IsAt(format.Quote);
    }

    /// <summary>Stops at the last character of an escape. A backslash before a brace escapes nothing.</summary>
    void SkipEscape(FormatString format)
    {
        var escaped = CharAt(at + 1);
        if (escaped is '{' or '}' || at + 1 >= text.Length)
            return;
        at++;
        if (escaped == '\r' && CharAt(at + 1) == '\n')
            at++;
        if (escaped != 'N' || CharAt(at + 1) != '{' || format.IsRaw)
            return;
        var close = text.AsSpan(at).IndexOfAny("}\n\r'\"");
        if (close >= 0 && text[at + close] == '}')
            at += close;
    }

    void ReadReplacementField(FormatString format, int specifications)
    {
        if (specifications > MaxNestedSpecifications)
            throw new PythonSyntaxException(at, $"{format.Name}: expressions nested too deeply");
        var depth = brackets.Count + 1;
        ReadOperator(at);
        while (SkipBlank())
        {
            if (brackets.Count > depth)
            {
                Next();
                continue;
            }
            if (Here == ':')
            {
                at++;
                Add(TokenKind.FormatColon, at - 1, ":");
                while (ReadFormatText(format, inSpecification: true))
                    ReadReplacementField(format, specifications + 1);
            }
            var closes = Here == '}';
            Next();
            if (closes)
                return;
        }
        throw new PythonSyntaxException(format.Start, $"{format.Name}: expecting '}}'");
    }
}
