using System.Globalization;
using System.Text;

namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Tokenizer
{
    const int MaxBrackets = 200;

    void ReadName(int start)
    {
        while (!AtEnd && (char.IsAsciiLetterOrDigit(Here) || Here == '_' || Here > 127))
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (!(at == start ? Identifiers.CanStart(rune) : Identifiers.CanContinue(rune)))
                throw InvalidCharacter(rune);
            at += length;
        }
        var name = text[start..at];
        Add(Keywords.Contains(name) ? TokenKind.Keyword : TokenKind.Name, start, name);
    }

    void ReadOperator(int start)
    {
        var name = Operators.At(text, at);
        if (name == "<>")
            throw new PythonSyntaxException(start, "'<>' is Python 2; write '!='");
        if (name is null)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _);
            throw InvalidCharacter(rune);
        }
        Bracket(name);
        at += name.Length;
        Add(TokenKind.Operator, start, name);
    }

    void Bracket(string name)
    {
        if (name is "(" or "[" or "{")
        {
            if (brackets.Count >= MaxBrackets)
                throw new PythonSyntaxException(at, "too many nested parentheses");
            brackets.Push((name[0], at));
        }
        else if (name is ")" or "]" or "}")
        {
            if (!brackets.TryPop(out var open))
                throw new PythonSyntaxException(at, $"unmatched '{name}'");
            if (name[0] != (open.Bracket switch { '(' => ')', '[' => ']', _ => '}' }))
                throw new PythonSyntaxException(at, $"closing parenthesis '{name}' does not match opening parenthesis '{open.Bracket}'");
        }
    }

    PythonSyntaxException InvalidCharacter(Rune rune)
    {
        var shown = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
            ? "non-printable character"
            : $"character '{rune}'";
        return new PythonSyntaxException(at, $"invalid {shown} (U+{rune.Value:X4})");
    }
}
