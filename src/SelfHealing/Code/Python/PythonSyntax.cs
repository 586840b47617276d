using System.Text;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>Questions to nodes of Python's tree-sitter grammar, under names that a Python programmer uses.</summary>
static class PythonSyntax
{
    static readonly HashSet<string> Comprehensions =
        ["list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"];

    public static bool Is(this SyntaxNode node, params ReadOnlySpan<string> kinds)
    {
        var kind = node.Kind;
        foreach (var candidate in kinds)
        {
            if (kind == candidate)
                return true;
        }
        return false;
    }

    /// <summary>The first of the nodes; null when there is none.</summary>
    public static SyntaxNode? FirstNode(this IEnumerable<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
            return node;
        return null;
    }

    public static bool IsComprehension(this SyntaxNode node) => Comprehensions.Contains(node.Kind);

    public static bool IsStatement(this SyntaxNode node) =>
        node.Parent is { } parent && parent.Is("block", "module") && node.Kind != "comment";

    /// <summary>The nearest statement around the node or the node itself.</summary>
    public static SyntaxNode? Statement(this SyntaxNode node) =>
        node.IsStatement() ? node : node.Ancestors().Where(a => a.IsStatement()).FirstNode();

    /// <summary>The nearest function around the node; null at module or class level.</summary>
    public static SyntaxNode? Function(this SyntaxNode node) =>
        node.Ancestors().Where(a => a.Kind == "function_definition").FirstNode();

    /// <summary>The nearest class around the node, functions between included.</summary>
    public static SyntaxNode? Class(this SyntaxNode node) =>
        node.Ancestors().Where(a => a.Kind == "class_definition").FirstNode();

    /// <summary>All nodes of a kind in the node, itself included.</summary>
    public static IEnumerable<SyntaxNode> All(this SyntaxNode node, string kind) => node.DescendantsAndSelf().Where(n => n.Kind == kind);

    /// <summary>All nodes of a function's or module's own code: nested functions and classes are left out.</summary>
    public static IEnumerable<SyntaxNode> Own(this SyntaxNode node) =>
        node.DescendantsAndSelf(n => n == node || !n.Is("function_definition", "class_definition", "lambda"));

    /// <summary>The statements of a function, class or module.</summary>
    public static IReadOnlyList<SyntaxNode> Statements(this SyntaxNode node) =>
        [.. (node.Field("body") ?? node).NamedChildren];

    /// <summary>The expression without the parentheses around it.</summary>
    public static SyntaxNode Bare(this SyntaxNode node)
    {
        while (node.Kind == "parenthesized_expression" && node.NamedChildren.FirstNode() is { } inner)
            node = inner;
        return node;
    }

    /// <summary>The positional and keyword arguments of a call, in order; a lone generator counts as one.</summary>
    public static IReadOnlyList<SyntaxNode> Arguments(this SyntaxNode call) => call.Field("arguments") switch
    {
        { Kind: "argument_list" } list => [.. list.NamedChildren],
        { } generator => [generator],
        _ => [],
    };

    public static SyntaxNode? Keyword(this SyntaxNode call, string name) =>
        call.Arguments().Where(a => a.Kind == "keyword_argument" && a.Field("name")?.Text == name)
            .Select(a => a.Field("value")).FirstOrDefault();

    /// <summary>The name that an expression ends with: <c>items</c> of <c>self.items</c>; the whole text of what is no attribute.</summary>
    public static string LastName(this SyntaxNode node) => node.Kind == "attribute" ? node.Field("attribute")!.Text : node.Text;

    /// <summary>The called name: <c>len</c> of <c>len(x)</c>, <c>join</c> of <c>x.join(y)</c>; null for other callees.</summary>
    public static string? CalledName(this SyntaxNode node) => node.Kind != "call" ? null : node.Field("function") switch
    {
        { Kind: "identifier" } name => name.Text,
        { Kind: "attribute" } attribute => attribute.Field("attribute")?.Text,
        _ => null,
    };

    /// <summary>True for a call of the plain name, as <c>len(x)</c>.</summary>
    public static bool IsCallOf(this SyntaxNode node, params ReadOnlySpan<string> names) =>
        node.Kind == "call" && node.Field("function") is { Kind: "identifier" } function && names.Contains(function.Text);

    /// <summary>True for a call of a method of that name, as <c>x.items()</c>.</summary>
    public static bool IsMethodCall(this SyntaxNode node, params ReadOnlySpan<string> names) =>
        node.Kind == "call" && node.Field("function") is { Kind: "attribute" } function && names.Contains(function.Field("attribute")!.Text);

    /// <summary>The object of a method call: <c>x</c> of <c>x.items()</c>.</summary>
    public static SyntaxNode? Receiver(this SyntaxNode call) =>
        call.Field("function") is { Kind: "attribute" } function ? function.Field("object") : null;

    public static bool IsAsync(this SyntaxNode definition) => definition.Children.Any(c => c.Kind == "async");

    /// <summary>The value of a plain string literal; null for f-strings, bytes, strings with escapes, and everything else.</summary>
    public static string? StringValue(this SyntaxNode node)
    {
        if (node.Kind != "string")
            return null;
        var value = new StringBuilder();
        foreach (var part in node.Children)
        {
            if (part.Kind == "interpolation")
                return null;
            if (part.Kind == "string_start" && part.Text.AsSpan().IndexOfAny("bB") >= 0)
                return null;
            if (part.Kind == "string_content")
            {
                if (part.NamedChildren.Any())
                    return null;
                value.Append(part.Span);
            }
        }
        return value.ToString();
    }

    /// <summary>The literal's text between its quotes, as indexes into the source.</summary>
    public static (int Start, int End) StringBounds(this SyntaxNode literal)
    {
        var parts = literal.Children;
        return (parts[0].End, parts[^1].Start);
    }

    public static bool IsString(this SyntaxNode node) => node.Is("string", "concatenated_string") && !node.IsBytes();

    public static bool IsBytes(this SyntaxNode node) =>
        node.All("string_start").Select(start => start.Text).FirstOrDefault() is { } first && first.AsSpan().IndexOfAny("bB") >= 0;

    /// <summary>The docstring of a module, class or function, without quotes and indentation; empty when there is none.</summary>
    public static string Docstring(this SyntaxNode node)
    {
        var first = node.Statements().FirstNode();
        return first?.DocstringLiteral() is { } literal ? literal.Text[(literal.Children[0].End - literal.Start)..(literal.Children[^1].Start - literal.Start)] : "";
    }

    public static SyntaxNode? DocstringLiteral(this SyntaxNode statement) =>
        statement.Kind == "expression_statement" && statement.NamedChildren.ToList() is [{ Kind: "string" } literal] ? literal : null;

    /// <summary>The two sides and the operator of <c>a + b</c>, or of an augmented assignment.</summary>
    public static (SyntaxNode Left, string Operator, SyntaxNode Right)? Binary(this SyntaxNode node) =>
        node.Is("binary_operator", "augmented_assignment") && node.Field("left") is { } left && node.Field("operator") is { } op && node.Field("right") is { } right
            ? (left, op.Text, right) : null;

    /// <summary>The names that an assignment target binds; attributes and subscripts bind none.</summary>
    public static IEnumerable<SyntaxNode> TargetNames(this SyntaxNode target) => target.Kind switch
    {
        "identifier" => [target],
        "attribute" or "subscript" => [],
        _ => target.DescendantsAndSelf(n => !n.Is("attribute", "subscript")).Where(n => n.Kind == "identifier"),
    };

    /// <summary>True for an attribute of <c>self</c>: <c>self.name</c>.</summary>
    public static bool IsSelfAttribute(this SyntaxNode node, string? name = null) =>
        node.Kind == "attribute" && node.Field("object") is { Kind: "identifier", Text: "self" } && (name is null || node.Field("attribute")?.Text == name);

    /// <summary>Whether a call's result or attribute is called, subscripted or the like directly, so that a prefix operator would bind to the wrong part.</summary>
    public static bool IsFollowedByTrailer(this SyntaxNode node) =>
        node.Parent is { } parent && (parent.Is("attribute") && parent.Field("object") == node
            || parent.Is("subscript") && parent.Field("value") == node
            || parent.Is("call") && parent.Field("function") == node);
}
