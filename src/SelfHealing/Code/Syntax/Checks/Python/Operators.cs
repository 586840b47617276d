namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>Operators and delimiters, longest first.</summary>
static class Operators
{
    static readonly string[] Three = ["**=", "//=", ">>=", "<<=", "..."];

    static readonly string[] Two =
    [
        "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=", "<>",
    ];

    static readonly string?[] One = new string?[128];

    static Operators()
    {
        foreach (var character in "+-*/%@&|^~<>()[]{},:.;=!")
            One[character] = character.ToString();
    }

    /// <summary>The operator that stands in the text at a position; null when none does.</summary>
    public static string? At(string text, int position)
    {
        var rest = text.AsSpan(position);
        // Every longer operator has an operator character second; most operators are one character.
        if (rest.Length > 1 && rest[1] is '*' or '/' or '>' or '<' or '=' or '.')
        {
            foreach (var name in Three)
            {
                if (rest.StartsWith(name, StringComparison.Ordinal))
                    return name;
            }
            foreach (var name in Two)
            {
                if (rest.StartsWith(name, StringComparison.Ordinal))
                    return name;
            }
        }
        return rest[0] < 128 ? One[rest[0]] : null;
    }
}
