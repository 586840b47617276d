using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>How a parameter takes its argument.</summary>
enum ParameterKind { Positional, KeywordOnly, Star, DoubleStar }

/// <summary>A parameter of a function.</summary>
/// <param name="Name">Its name, without stars.</param>
/// <param name="Kind">How it takes its argument.</param>
/// <param name="Node">Its whole declaration.</param>
/// <param name="Annotation">Its type annotation.</param>
/// <param name="Default">Its default value; null when an argument is needed.</param>
sealed record Parameter(string Name, ParameterKind Kind, SyntaxNode Node, SyntaxNode? Annotation, SyntaxNode? Default)
{
    /// <summary>Reads the parameters of a function or lambda.</summary>
    public static IEnumerable<Parameter> Read(SyntaxNode parameters)
    {
        var kind = ParameterKind.Positional;
        foreach (var node in parameters.NamedChildren)
        {
            if (node.Kind == "keyword_separator")
            {
                kind = ParameterKind.KeywordOnly;
                continue;
            }
            var named = node.Kind switch
            {
                "identifier" => node,
                "default_parameter" or "typed_default_parameter" => node.Field("name"),
                "typed_parameter" or "list_splat_pattern" or "dictionary_splat_pattern" => node.NamedChildren.FirstOrDefault(),
                _ => null,
            };
            if (named is not { } name)
                continue;
            var stars = node.Text.StartsWith("**", StringComparison.Ordinal) ? 2 : node.Text.StartsWith('*') ? 1 : 0;
            var own = stars switch { 2 => ParameterKind.DoubleStar, 1 => ParameterKind.Star, _ => kind };
            yield return new Parameter(name.Text.TrimStart('*'), own, node, node.Field("type"), node.Field("value"));
            if (stars == 1)
                kind = ParameterKind.KeywordOnly;
        }
    }
}

/// <summary>A function or method of the repository.</summary>
/// <param name="Module">Its file.</param>
/// <param name="Node">Its <c>function_definition</c>.</param>
/// <param name="Class">The class that it is a method of; null for a plain or nested function.</param>
sealed record FunctionDefinition(PythonModule Module, SyntaxNode Node, ClassDefinition? Class)
{
    public string Name { get; } = Node.Field("name")?.Text ?? "";

    public IReadOnlyList<Parameter> Parameters { get; } = Node.Field("parameters") is { } list ? [.. Parameter.Read(list)] : [];

    public IReadOnlyList<string> Decorators { get; } = Node.Parent is { Kind: "decorated_definition" } decorated
        ? [.. decorated.Children.Where(c => c.Kind == "decorator").Select(c => c.Text.TrimStart('@').Trim())] : [];

    public SyntaxNode? ReturnType => Node.Field("return_type");

    public bool IsProperty => Decorators.Any(d => d is "property" or "cached_property" or "functools.cached_property");

    public bool IsStatic => Decorators.Contains("staticmethod");

    public bool IsClassMethod => Decorators.Contains("classmethod");

    public bool IsAsync => Node.IsAsync();

    public bool IsGenerator => Node.Own().Any(n => n.Kind == "yield");

    /// <summary>The parameters that a caller fills: without <c>self</c> or <c>cls</c>.</summary>
    public IEnumerable<Parameter> CallerParameters => Class is null || IsStatic ? Parameters : Parameters.Skip(1);

    /// <summary>The expressions that it returns; a bare <c>return</c> gives null.</summary>
    public IEnumerable<SyntaxNode?> Returns =>
        Node.Own().Where(n => n.Kind == "return_statement").Select(n => n.NamedChildren.FirstNode());

    /// <summary>The function's name with its class, for a person.</summary>
    public string Title => Class is null ? $"{Name}()" : $"{Class.Name}.{Name}()";
}

/// <summary>A class of the repository.</summary>
/// <param name="Module">Its file.</param>
/// <param name="Node">Its <c>class_definition</c>.</param>
sealed record ClassDefinition(PythonModule Module, SyntaxNode Node)
{
    IReadOnlyList<FunctionDefinition>? methods;

    public string Name { get; } = Node.Field("name")?.Text ?? "";

    public IReadOnlyList<string> Decorators { get; } = Node.Parent is { Kind: "decorated_definition" } decorated
        ? [.. decorated.Children.Where(c => c.Kind == "decorator").Select(c => c.Text.TrimStart('@').Trim())] : [];

    public bool IsDataclass => Decorators.Any(d => d.Split('(')[0] is "dataclass" or "dataclasses.dataclass");

    public IReadOnlyList<SyntaxNode> Bases => Node.Field("superclasses") is { } list ? [.. list.NamedChildren.Where(n => n.Kind != "keyword_argument")] : [];

    public IReadOnlyList<FunctionDefinition> Methods => methods ??= [.. Node.Statements()
        .Select(s => s.Kind == "decorated_definition" ? s.Field("definition") : s)
        .Where(s => s is { Kind: "function_definition" })
        .Select(s => new FunctionDefinition(Module, s!, this))];

    public FunctionDefinition? Method(string name) => Methods.FirstOrDefault(m => m.Name == name);

    /// <summary>The class-level assignments and annotated fields: name, annotation, value.</summary>
    public IEnumerable<(string Name, SyntaxNode? Type, SyntaxNode? Value, SyntaxNode Statement)> Fields =>
        Node.Statements().Where(s => s.Kind == "expression_statement")
            .SelectMany(s => s.NamedChildren.Where(n => n.Kind == "assignment" && n.Field("left") is { Kind: "identifier" })
                .Select(n => (n.Field("left")!.Text, n.Field("type"), n.Field("right"), s)));

    /// <summary>The assignments to attributes of <c>self</c> in its methods.</summary>
    public IEnumerable<(string Name, SyntaxNode Assignment, FunctionDefinition Method)> SelfAssignments =>
        Methods.SelectMany(method => method.Node.DescendantsAndSelf()
            .Where(n => n.Is("assignment", "augmented_assignment", "for_statement"))
            .SelectMany(n => Targets(n.Field("left")).Select(t => (t.Field("attribute")!.Text, n, method))));

    static IEnumerable<SyntaxNode> Targets(SyntaxNode? left) => left is not { } target ? []
        : target.DescendantsAndSelf(n => !n.Is("subscript")).Where(n => n.IsSelfAttribute());
}
