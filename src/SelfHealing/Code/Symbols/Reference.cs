using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Symbols;

/// <summary>A name as code uses it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Line">Its 1-based line.</param>
/// <param name="IsCall">True when an argument list follows.</param>
/// <param name="IsMember">True when it is taken from an object or module with a dot.</param>
sealed record Reference(string Name, int Line, bool IsCall, bool IsMember)
{
    /// <summary>The names used in a file, in source order; names in comments and strings are none.</summary>
    public static IReadOnlyList<Reference> In(Language language, string text)
    {
        using var tree = SyntaxTree.Parse(language, text);
        var found = new List<Reference>();
        foreach (var node in tree.Root.DescendantsAndSelf())
        {
            if (!NodeKinds.Names.Contains(node.Kind) || node.End <= node.Start)
                continue;
            var after = text.AsSpan(node.End).TrimStart(' ');
            var before = text.AsSpan(0, node.Start);
            found.Add(new Reference(
                node.Text, node.Line, after is ['(', ..] or ['?', '.', '(', ..] || before.EndsWith("new ", StringComparison.Ordinal), before is [.., '.']));
        }
        return found;
    }
}
