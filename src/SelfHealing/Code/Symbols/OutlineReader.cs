using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Symbols;

/// <summary>Reads what a source file declares from its syntax tree. Broken source is read as far as it goes.</summary>
static class OutlineReader
{
    const int LongestComment = 15;
    const int DeepestNesting = 50;
    const int MostWrappers = 8;

    public static Outline Read(string path, Language language, string text)
    {
        using var tree = SyntaxTree.Parse(language, text);
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var roles = NodeKinds.Of(language);
        var declarations = new List<Declaration>();
        var imports = new List<LineRange>();
        var open = new Stack<(Declaration Declaration, int End)>();
        // Asking a node for its parent walks down from the root; these are at hand.
        var ancestors = new List<(SyntaxNode Node, int End)>();
        foreach (var node in tree.Root.DescendantsAndSelf())
        {
            while (ancestors.Count > 0 && ancestors[^1].End <= node.Start)
                ancestors.RemoveAt(ancestors.Count - 1);
            if (node.IsNamed)
                ancestors.Add((node, node.End));
            var isKnown = roles.TryGetValue(node.Kind, out var role);
            var isRequire = !isKnown && IsRequire(language, node);
            if (!isKnown && !isRequire)
                continue;
            while (open.TryPeek(out var top) && top.End <= node.Start)
                open.Pop();
            if (open.Count > DeepestNesting)
                continue;
            var parent = open.TryPeek(out var around) ? around.Declaration : null;
            var isInFunction = open.Any(d => d.Declaration.Kind == DeclarationKind.Function);
            if (isRequire || role == NodeRole.Import)
            {
                if (!isInFunction)
                    imports.Add(new LineRange(node.Line, EndLine(node)));
                continue;
            }
            if (role == NodeRole.Value && (isInFunction || IsFunctionValue(node)) || !node.IsNamed)
                continue;
            var whole = Whole(ancestors);
            var kind = role switch { NodeRole.Class => DeclarationKind.Class, NodeRole.Value => DeclarationKind.Value, _ => DeclarationKind.Function };
            var name = NameOf(node, role, ancestors.Count > 1 ? ancestors[^2].Node : null);
            if (name.Length == 0 && role != NodeRole.AnonymousFunction)
                continue;
            var declaration = new Declaration(
                path, kind, name, parent, WithComment(lines, whole.Line), node.Line, Math.Max(EndLine(node), EndLine(whole)), ReceiverOf(node));
            declarations.Add(declaration);
            if (kind == DeclarationKind.Value && IsRequireValue(node))
                imports.Add(new LineRange(whole.Line, EndLine(whole)));
            open.Push((declaration, node.End));
        }
        return new Outline(path, language, text, lines, declarations, imports);
    }

    static string NameOf(SyntaxNode node, NodeRole role, SyntaxNode? around)
    {
        var named = role == NodeRole.AnonymousFunction
            ? around is { } parent ? parent.Field("name") ?? parent.Field("key") ?? parent.Field("property") ?? parent.Field("left") : null
            : node.Field("name") ?? node.Field("left") ?? Declarator(node);
        if (named is not { } found)
            return node.Kind == "indexer_declaration" ? "this" : "";
        // module.exports.total = …: the last name counts.
        var name = found.Text;
        name = name[(name.LastIndexOf('.') + 1)..].Trim();
        return name.Length <= 200 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$' or '#' or '@' or '?' or '!' or '=') ? name : "";
    }

    // Java and C# declare fields a level or two deeper.
    static SyntaxNode? Declarator(SyntaxNode node) =>
        node.Kind == "field_declaration"
            ? node.DescendantsAndSelf(n => n.Kind is not "class_body").Where(n => n.Kind == "variable_declarator").Select(n => n.Field("name")).FirstOrDefault()
            : null;

    static SyntaxNode Whole(List<(SyntaxNode Node, int End)> ancestors)
    {
        var at = ancestors.Count - 1;
        for (var wrappers = 0; at > 0 && wrappers < MostWrappers && NodeKinds.Wrappers.Contains(ancestors[at - 1].Node.Kind); wrappers++)
            at--;
        return ancestors[at].Node;
    }

    static int EndLine(SyntaxNode node) => node.End > node.Start && node.Text[^1] == '\n' ? Math.Max(node.Line, node.EndLine - 1) : node.EndLine;

    static bool IsFunctionValue(SyntaxNode node) =>
        (node.Field("value") ?? node.Field("right"))?.Kind is "arrow_function" or "function_expression" or "generator_function" or "class";

    static bool IsRequireValue(SyntaxNode node) =>
        node.Kind == "variable_declarator" && node.Field("value") is { } value && value.Span.StartsWith("require(", StringComparison.Ordinal);

    static bool IsRequire(Language language, SyntaxNode node) =>
        language == Language.Ruby && node.Kind == "call" && node.Field("receiver") is null && node.Field("method")?.Text is "require" or "require_relative" or "load";

    // func (c *Cart) Total()
    static string? ReceiverOf(SyntaxNode node) =>
        node.Kind == "method_declaration" && node.Field("receiver") is { } receiver
            ? receiver.DescendantsAndSelf().Where(n => n.Kind == "type_identifier").Select(n => n.Text).FirstOrDefault()
            : null;

    static int WithComment(string[] lines, int line)
    {
        var first = line;
        for (var above = line - 1; above >= 1 && line - above <= LongestComment && IsComment(lines[above - 1]); above--)
            first = above;
        return first;
    }

    static bool IsComment(string line) => line.AsSpan().TrimStart() is ['/', '/', ..] or ['/', '*', ..] or ['*', ..] or ['#', ..];
}
