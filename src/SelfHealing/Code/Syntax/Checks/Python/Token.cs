namespace SelfHealing.Code.Syntax.Checks.Python;

enum TokenKind
{
    Name,
    Keyword,
    Number,
    String,
    Bytes,

    /// <summary>The prefix and opening quote of an f-string or t-string.</summary>
    FormatStart,

    /// <summary>Literal text in an f-string or t-string, or in a format specification of one.</summary>
    FormatText,
    FormatEnd,

    /// <summary>The colon before a format specification; no other rule of the grammar takes it.</summary>
    FormatColon,
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

/// <summary>A piece of Python source, as the language reference's lexical analysis cuts it.</summary>
/// <param name="Text">The characters of names, keywords, numbers and operators; the lower-case prefix of strings.</param>
readonly record struct Token(TokenKind Kind, int Start, int End, string Text);
