using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>What the review asks of nodes. An absent node is null, not a default struct.</summary>
static class SyntaxNodes
{
    public static SyntaxNode? FirstOrNull(this IEnumerable<SyntaxNode> nodes, Func<SyntaxNode, bool>? where = null)
    {
        foreach (var node in nodes)
        {
            if (where is null || where(node))
                return node;
        }
        return null;
    }

    /// <summary>The first line of a node's text, cut to a length.</summary>
    public static string FirstLine(this SyntaxNode node, int longest)
    {
        var text = node.Span;
        var end = text.IndexOfAny('\r', '\n');
        text = end < 0 ? text : text[..end];
        return text.Length > longest ? $"{text[..longest]}…" : text.ToString();
    }

    public static SyntaxNode? LastOrNull(this IEnumerable<SyntaxNode> nodes)
    {
        SyntaxNode? last = null;
        foreach (var node in nodes)
            last = node;
        return last;
    }
}
