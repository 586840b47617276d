using SelfHealing.Code.Syntax;

namespace SelfHealing.Approvals.Diff;

/// <summary>What the characters of a source text are, for colouring.</summary>
public sealed class CodeColours
{
    // Longer texts are shown in one colour: nobody waits for a page.
    const int LongestText = 500_000;

    readonly string[] lines;
    readonly int[] starts;
    readonly Token[] tokens;

    CodeColours(string[] lines, int[] starts, Token[] tokens) => (this.lines, this.starts, this.tokens) = (lines, starts, tokens);

    /// <summary>What a character is.</summary>
    public enum Token : byte
    {
        /// <summary>A name, an operator, a blank.</summary>
        Plain,

        /// <summary>Part of a comment.</summary>
        Comment,

        /// <summary>Part of a string.</summary>
        Text,

        /// <summary>Part of a number.</summary>
        Number,

        /// <summary>Part of a word of the language.</summary>
        Keyword,
    }

    /// <summary>The colours of a file; null for a language that has no grammar here.</summary>
    public static CodeColours? Of(string path, string text)
    {
        if (Languages.OfFile(path) is not { } language || text.Length > LongestText)
            return null;
        var tokens = new Token[text.Length];
        using var tree = SyntaxTree.Parse(language, text);
        foreach (var node in tree.Root.DescendantsAndSelf(node => TokenOf(node) is null))
        {
            if (TokenOf(node) is { } token)
                tokens.AsSpan(node.Start, node.End - node.Start).Fill(token);
        }
        var lines = text.Split('\n');
        var starts = new int[lines.Length];
        for (var line = 1; line < lines.Length; line++)
            starts[line] = starts[line - 1] + lines[line - 1].Length + 1;
        return new CodeColours(lines, starts, tokens);
    }

    /// <summary>The tokens of a line's characters; none when the file does not have the line as it is shown.</summary>
    public ReadOnlySpan<Token> OfLine(DiffLine line) =>
        line.Number >= 1 && line.Number <= lines.Length && lines[line.Number - 1] == line.Text
            ? tokens.AsSpan(starts[line.Number - 1], line.Text.Length)
            : [];

    static Token? TokenOf(SyntaxNode node)
    {
        var kind = node.Kind;
        if (!node.IsNamed)
            return kind.Length > 1 && kind.All(char.IsAsciiLetter) ? Token.Keyword : null;
        return kind switch
        {
            "true" or "false" or "none" or "null" or "nil" or "self" or "this" or "super" or "null_literal" or "boolean_literal" => Token.Keyword,
            "integer" or "float" or "number" or "integer_literal" or "real_literal" or "int_literal" or "float_literal"
                or "decimal_integer_literal" or "decimal_floating_point_literal" or "hex_integer_literal" => Token.Number,
            _ when kind.Contains("comment", StringComparison.Ordinal) => Token.Comment,
            "string" or "template_string" or "regex" or "character_literal" or "rune_literal" or "heredoc_body" or "simple_symbol" => Token.Text,
            _ when kind.EndsWith("string_literal", StringComparison.Ordinal) || kind.EndsWith("string_expression", StringComparison.Ordinal) => Token.Text,
            _ => null,
        };
    }
}
