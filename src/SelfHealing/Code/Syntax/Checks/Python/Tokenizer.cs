namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>Cuts Python source into tokens by the rules of the language reference's chapter on lexical analysis, or throws a
/// <see cref="PythonSyntaxException"/>. f-strings may nest as since Python 3.12.</summary>
sealed partial class Tokenizer
{
    readonly string text;
    readonly List<Token> tokens = [];
    readonly Indentation indentation = new();
    readonly Stack<(char Bracket, int Position)> brackets = new();
    int at;

    Tokenizer(string text) => this.text = text;

    /// <summary>All tokens of a text; the last is <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Tokens(string text)
    {
        var zero = text.IndexOf('\0', StringComparison.Ordinal);
        if (zero >= 0)
            throw new PythonSyntaxException(zero, "source code cannot contain null bytes");
        EncodingDeclaration.Check(text);
        var tokenizer = new Tokenizer(text) { at = text.StartsWith('\uFEFF') ? 1 : 0 };
        tokenizer.ReadAll();
        return tokenizer.tokens;
    }

    char Here => CharAt(at);

    char CharAt(int index) => index < text.Length ? text[index] : '\0';

    bool AtEnd => at >= text.Length;

    void ReadAll()
    {
        StartLine();
        while (SkipBlank())
            Next();
        if (brackets.TryPeek(out var open))
            throw new PythonSyntaxException(open.Position, $"'{open.Bracket}' was never closed");
        if (tokens.Count > 0 && tokens[^1].Kind is not (TokenKind.Newline or TokenKind.Dedent))
            Add(TokenKind.Newline, at);
        for (var depth = indentation.Depth; depth > 0; depth--)
            Add(TokenKind.Dedent, at);
        Add(TokenKind.End, at);
    }

    void Add(TokenKind kind, int start, string text = "") => tokens.Add(new Token(kind, start, at, text));

    /// <summary>Measures the indentation of the next line that holds code.</summary>
    void StartLine()
    {
        int columns = 0, characters = 0, continued = 0;
        for (; ; at++)
        {
            switch (Here)
            {
                case ' ':
                    (columns, characters) = (columns + 1, characters + 1);
                    continue;
                case '\t':
                    (columns, characters) = ((columns / 8 + 1) * 8, characters + 1);
                    continue;
                case '\f':
                    (columns, characters) = (0, 0);
                    continue;
                case '\\':
                    continued = continued > 0 ? continued : columns;
                    Continue();
                    at--;
                    continue;
                case '#':
                    SkipComment();
                    at--;
                    continue;
                case '\r' or '\n':
                    at += NewlineLength() - 1;
                    (columns, characters, continued) = (0, 0, 0);
                    continue;
            }
            break;
        }
        if (AtEnd)
            return;
        if (continued > 0)
            (columns, characters) = (continued, continued);
        var change = indentation.Take(columns, characters, at);
        if (change > 0)
            Add(TokenKind.Indent, at);
        for (; change < 0; change++)
            Add(TokenKind.Dedent, at);
    }

    /// <summary>Skips what separates tokens, and ends lines. False at the end of the text.</summary>
    bool SkipBlank()
    {
        while (!AtEnd)
        {
            switch (Here)
            {
                case ' ' or '\t' or '\f':
                    at++;
                    break;
                case '#':
                    SkipComment();
                    break;
                case '\\':
                    Continue();
                    break;
                case '\r' or '\n' when brackets.Count > 0:
                    at += NewlineLength();
                    break;
                case '\r' or '\n':
                    Add(TokenKind.Newline, at);
                    at += NewlineLength();
                    StartLine();
                    break;
                default:
                    return true;
            }
        }
        return false;
    }

    void SkipComment()
    {
        while (!AtEnd && Here is not ('\n' or '\r'))
            at++;
    }

    int NewlineLength() => Here == '\r' && CharAt(at + 1) == '\n' ? 2 : 1;

    /// <summary>A backslash joins a line with the next.</summary>
    void Continue()
    {
        at++;
        if (!AtEnd && Here is not ('\r' or '\n'))
            throw new PythonSyntaxException(at, "unexpected character after line continuation character");
        at += AtEnd ? 0 : NewlineLength();
        if (AtEnd)
            throw new PythonSyntaxException(at, "unexpected end of file after line continuation character");
    }

    void Next()
    {
        var start = at;
        if (StringPrefixLength() is { } prefix)
            ReadString(prefix);
        else if (char.IsAsciiDigit(Here) || Here == '.' && char.IsAsciiDigit(CharAt(at + 1)))
            ReadNumber();
        else if (char.IsAsciiLetter(Here) || Here == '_' || Here > 127)
            ReadName(start);
        else
            ReadOperator(start);
    }
}
