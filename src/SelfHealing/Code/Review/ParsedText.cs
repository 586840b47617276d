using SelfHealing.Code.Symbols;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>A node and the function that it is in.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Function"><c>Class.function</c>, the innermost of each; empty outside of functions.</param>
readonly record struct Site(SyntaxNode Node, string Kind, string Function);

/// <summary>A source text with the named nodes of its tree in order.</summary>
sealed class ParsedText : IDisposable
{
    readonly SyntaxTree tree;

    public ParsedText(Language language, string text)
    {
        tree = SyntaxTree.Parse(language, text);
        (Sites, Functions) = Read(tree);
    }

    public Language Language => tree.Language;

    public string Text => tree.Text;

    public IReadOnlyList<Site> Sites { get; }

    /// <summary>The named functions; <see cref="Site.Function"/> is the function's own name here.</summary>
    public IReadOnlyList<Site> Functions { get; }

    public void Dispose() => tree.Dispose();

    // Nodes are not asked for their parents: each time that walks down from the root.
    static (List<Site> Sites, List<Site> Functions) Read(SyntaxTree tree)
    {
        var roles = NodeKinds.Of(tree.Language);
        var sites = new List<Site>();
        var functions = new List<Site>();
        var around = new Stack<(int End, string Class, string Function)>([(int.MaxValue, "", "")]);
        foreach (var node in tree.Root.DescendantsAndSelf())
        {
            if (!node.IsNamed)
                continue;
            while (around.Peek().End <= node.Start && around.Count > 1)
                around.Pop();
            var (kind, here) = (node.Kind, around.Peek());
            if (roles.TryGetValue(kind, out var role) && role == NodeRole.Class)
                around.Push((node.End, Name(node), here.Function));
            else if (FunctionOf(node, kind, role) is { } function)
            {
                var name = here.Class.Length > 0 ? $"{here.Class}.{Name(node)}" : Name(node);
                functions.Add(new Site(function, kind, name));
                around.Push((node.End, here.Class, name));
            }
            sites.Add(new Site(node, kind, around.Peek().Function));
        }
        return (sites, functions);
    }

    static SyntaxNode? FunctionOf(SyntaxNode node, string kind, NodeRole role)
    {
        if (role == NodeRole.Function && kind != "import_statement" && node.Field("body") is not null && node.Field("name") is not null)
            return node;
        // const total = (order) => …
        if (kind is not ("variable_declarator" or "assignment_expression" or "pair" or "public_field_definition" or "field_definition"))
            return null;
        var value = node.Field("value") ?? node.Field("right");
        return value?.Kind is "arrow_function" or "function_expression" ? value : null;
    }

    static string Name(SyntaxNode node)
    {
        var name = node.Field("name") ?? node.Field("left") ?? node.Field("key") ?? node.Field("property");
        return name is { } found && found.End - found.Start <= 200 ? found.Text : "";
    }
}
