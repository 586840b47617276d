using System.Runtime.CompilerServices;

namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>A recursive-descent parser of Python, from 3.8 to 3.14 in one grammar: what any of them accepts, it accepts.</summary>
/// <remarks>After a problem in a statement it goes on with the next, so that one text can have several problems.</remarks>
sealed partial class Parser
{
    // Brackets end at 200; this bounds what nests without them, such as lambdas.
    const int MaxDepth = 1000;

    // Text that is not Python at all has a problem on every line; nobody reads so many.
    const int MaxProblems = 100;
    readonly string source;
    readonly List<Token> tokens;
    readonly List<PythonSyntaxException> problems = [];
    int next;
    int depth;

    Parser(string source, List<Token> tokens) => (this.source, this.tokens) = (source, tokens);

    /// <summary>Parses tokens to a module's block and the problems found, in order.</summary>
    public static (Node Module, IReadOnlyList<PythonSyntaxException> Problems) Parse(string source, List<Token> tokens)
    {
        var parser = new Parser(source, tokens);
        var statements = new List<Node>();
        while (parser.Here.Kind != TokenKind.End)
            parser.Statement(statements);
        return (new Node(NodeKind.Block, 0, "", statements), parser.problems);
    }

    Token Here => tokens[next];

    Token Ahead(int count) => tokens[Math.Min(next + count, tokens.Count - 1)];

    Token Take() => Here.Kind == TokenKind.End ? Here : tokens[next++];

    static bool Is(Token token, string text) => token.Kind is TokenKind.Operator or TokenKind.Keyword && token.Text == text;

    bool Is(string text) => Is(Here, text);

    bool Accept(string text)
    {
        if (!Is(text))
            return false;
        next++;
        return true;
    }

    void Expect(string text)
    {
        if (!Accept(text))
            throw Unexpected($"expected '{text}'");
    }

    Token ExpectName(string what = "a name")
    {
        if (Here.Kind == TokenKind.Keyword)
            throw Unexpected($"'{Here.Text}' is a keyword and cannot be {what}");
        if (Here.Kind != TokenKind.Name)
            throw Unexpected($"expected {what}");
        return Take();
    }

    /// <summary>A name that is being bound.</summary>
    Token ExpectBoundName(string what = "a name")
    {
        var name = ExpectName(what);
        if (name.Text == "__debug__")
            throw new PythonSyntaxException(name.Start, "cannot assign to __debug__");
        return name;
    }

    PythonSyntaxException Unexpected(string? expectation = null)
    {
        var found = Here.Kind switch
        {
            TokenKind.Indent => "unexpected indent",
            TokenKind.End or TokenKind.Dedent => "unexpected end of file or block",
            TokenKind.Newline => "unexpected end of line",
            TokenKind.FormatColon => "f-string: ':' begins a format specification here (lambda expressions are not allowed without parentheses)",
            _ => $"invalid syntax at '{Shown(Here)}'",
        };
        return new PythonSyntaxException(Here.Start, expectation is null ? found : $"{found}, {expectation}");
    }

    string Shown(Token token)
    {
        var shown = source[token.Start..token.End];
        return shown.Length <= 40 ? shown : shown[..40] + "…";
    }

    static PythonSyntaxException Invalid(Node node, string message) => new(node.Start, message);

    /// <summary>Counts the nesting that uses this program's stack.</summary>
    Nesting Nest()
    {
        if (depth >= MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new PythonSyntaxException(Here.Start, "too deeply nested");
        depth++;
        return new Nesting(this);
    }

    readonly ref struct Nesting(Parser parser)
    {
        public void Dispose() => parser.depth--;
    }
}
