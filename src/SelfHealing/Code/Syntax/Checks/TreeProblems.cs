namespace SelfHealing.Code.Syntax.Checks;

/// <summary>The error and missing nodes of a tree-sitter tree, as problems; in a tree without any, the breaches of a few rules that are
/// certain.</summary>
static class TreeProblems
{
    const int MaxProblems = 100;

    public static IReadOnlyList<SyntaxProblem> Find(Language language, string text)
    {
        using var tree = SyntaxTree.Parse(language, text);
        if (!tree.Root.HasError)
            return [.. FlowProblems.Find(language, tree.Root).Concat(TopLevelProblems.Find(language, tree.Root)).Take(MaxProblems)];
        var problems = new List<SyntaxProblem>();
        // Where a bracket is missing, the grammar's own errors stand far from it.
        if (BracketProblem.Find(tree.Root) is { } bracket)
            problems.Add(bracket);
        foreach (var node in tree.Root.DescendantsAndSelf(enter: node => node.HasError && !node.IsError))
        {
            if (problems.Count == MaxProblems)
                break;
            if (node.IsMissing)
                problems.Add(At(node, $"missing {Quoted(node.Kind)}"));
            else if (node.IsError)
                problems.Add(At(node, $"syntax error at '{Shown(node)}'"));
        }
        return problems;
    }

    static SyntaxProblem At(SyntaxNode node, string message) => new(node.Line, node.Column + 1, message);

    static string Quoted(string kind) => char.IsAsciiLetter(kind[0]) ? kind.Replace('_', ' ') : $"'{kind}'";

    static string Shown(SyntaxNode node)
    {
        var text = node.Span.TrimStart();
        var end = text.IndexOfAny('\r', '\n');
        text = end < 0 ? text : text[..end];
        return text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
    }
}
