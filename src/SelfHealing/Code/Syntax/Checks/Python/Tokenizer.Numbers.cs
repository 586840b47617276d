namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Tokenizer
{
    // CPython refuses to convert longer decimal literals, since reading them takes quadratic time.
    const int MaxDecimalDigits = 4300;

    void ReadNumber()
    {
        var start = at;
        if (Here == '0' && CharAt(at + 1) is 'x' or 'X')
            ReadRadix("hexadecimal", char.IsAsciiHexDigit);
        else if (Here == '0' && CharAt(at + 1) is 'o' or 'O')
            ReadRadix("octal", c => c is >= '0' and <= '7');
        else if (Here == '0' && CharAt(at + 1) is 'b' or 'B')
            ReadRadix("binary", c => c is '0' or '1');
        else
            ReadDecimal(start);
        Add(TokenKind.Number, start, text[start..at]);
    }

    void ReadRadix(string name, Func<char, bool> isDigit)
    {
        at += 2;
        do
        {
            if (Here == '_')
                at++;
            if (!isDigit(Here))
                throw new PythonSyntaxException(at, char.IsAsciiDigit(Here) ? $"invalid digit '{Here}' in {name} literal" : $"invalid {name} literal");
            while (isDigit(Here))
                at++;
        }
        while (Here == '_');
        if (char.IsAsciiDigit(Here))
            throw new PythonSyntaxException(at, $"invalid digit '{Here}' in {name} literal");
        EndNumber(name);
    }

    void ReadDecimal(int start)
    {
        var isInteger = true;
        if (Here != '.')
            ReadDigits();
        var digits = at - start;
        if (Here == '.')
        {
            isInteger = false;
            at++;
            if (char.IsAsciiDigit(Here))
                ReadDigits();
        }
        if (Here is 'e' or 'E' && (char.IsAsciiDigit(CharAt(at + 1)) || CharAt(at + 1) is '+' or '-' && char.IsAsciiDigit(CharAt(at + 2))))
        {
            isInteger = false;
            at += char.IsAsciiDigit(CharAt(at + 1)) ? 1 : 2;
            ReadDigits();
        }
        if (Here is 'j' or 'J')
        {
            at++;
            EndNumber("imaginary");
            return;
        }
        EndNumber("decimal");
        if (!isInteger)
            return;
        if (text[start] == '0' && text.AsSpan(start, digits).ContainsAnyInRange('1', '9'))
            throw new PythonSyntaxException(start, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
        if (digits > MaxDecimalDigits)
            throw new PythonSyntaxException(start, $"integer literals may have at most {MaxDecimalDigits} decimal digits");
    }

    void ReadDigits()
    {
        while (true)
        {
            while (char.IsAsciiDigit(Here))
                at++;
            if (Here != '_')
                return;
            at++;
            if (!char.IsAsciiDigit(Here))
                throw new PythonSyntaxException(at, "invalid decimal literal");
        }
    }

    /// <summary>A keyword may follow a number at once (<c>1if x else y</c>); other letters may not.</summary>
    void EndNumber(string name)
    {
        if (!(char.IsAsciiLetterOrDigit(Here) || Here == '_' || Here > 127))
            return;
        var rest = text.AsSpan(at);
        foreach (var keyword in (ReadOnlySpan<string>)["and", "else", "for", "if", "in", "is", "or", "not"])
        {
            if (rest.StartsWith(keyword, StringComparison.Ordinal))
                return;
        }
        throw new PythonSyntaxException(at, $"invalid {name} literal");
    }
}
