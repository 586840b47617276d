namespace SelfHealing.Code.Syntax.Checks;

/// <summary>The first bracket of a broken tree that has no partner.</summary>
static class BracketProblem
{
    /// <summary>Null when all brackets pair up.</summary>
    public static SyntaxProblem? Find(SyntaxNode root)
    {
        var open = new Stack<SyntaxNode>();
        foreach (var node in root.DescendantsAndSelf())
        {
            if (node.IsNamed || node.IsMissing)
                continue;
            switch (node.Kind)
            {
                case "(" or "[" or "{" or "${" or "#{":
                    open.Push(node);
                    break;
                case ")" or "]" or "}":
                    if (!open.TryPeek(out var opening))
                        return At(node, $"unmatched '{node.Kind}'");
                    if (Closing(opening.Kind) != node.Kind[0])
                        return Mismatch(open, node);
                    open.Pop();
                    break;
            }
        }
        return open.TryPeek(out var last) ? At(last, $"'{last.Kind}' was never closed") : null;
    }

    /// <summary>Blames the opening bracket when one further out fits the closing one.</summary>
    static SyntaxProblem Mismatch(Stack<SyntaxNode> open, SyntaxNode closing)
    {
        var fits = open.Any(opening => Closing(opening.Kind) == closing.Kind[0]);
        return fits ? At(open.Peek(), $"'{open.Peek().Kind}' was never closed") : At(closing, $"unmatched '{closing.Kind}'");
    }

    static char Closing(string opening) => opening[^1] switch { '(' => ')', '[' => ']', _ => '}' };

    static SyntaxProblem At(SyntaxNode node, string message) => new(node.Line, node.Column + 1, message);
}
