using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Asks for nodes that may not be there: an absent node is null, not a default struct.</summary>
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

    public static SyntaxNode? LastOrNull(this IEnumerable<SyntaxNode> nodes)
    {
        SyntaxNode? last = null;
        foreach (var node in nodes)
            last = node;
        return last;
    }
}
