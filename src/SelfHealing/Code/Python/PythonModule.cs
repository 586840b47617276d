using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>A parsed Python file with its scopes and definitions.</summary>
sealed class PythonModule : IDisposable
{
    /// <summary>CPython itself gives up at 200 nested brackets and 100 indentations; deeper files are not analysed.</summary>
    const int DeepestNesting = 1000;

    readonly SyntaxTree tree;
    IReadOnlyList<Scope>? scopes;
    IReadOnlyList<ClassDefinition>? classes;
    IReadOnlyList<FunctionDefinition>? functions;
    IReadOnlyList<SyntaxNode>? nodes;
    ILookup<int, Scope>? scopeByStart;

    PythonModule(string path, SyntaxTree tree) => (Path, this.tree) = (path, tree);

    public string Path { get; }

    public string Text => tree.Text;

    public SyntaxNode Root => tree.Root;

    /// <summary>The module's name from the repository's root: <c>shop.models</c>.</summary>
    public string Name => DottedName(Path);

    public bool IsPackage => Path == "__init__.py" || Path.EndsWith("/__init__.py", StringComparison.Ordinal);

    /// <summary>The file's line end.</summary>
    public string NewLine => Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>All nodes in source order, without punctuation and keywords.</summary>
    public IReadOnlyList<SyntaxNode> Nodes => nodes ??= [.. Root.DescendantsAndSelf().Where(n => n.IsNamed)];

    public IReadOnlyList<Scope> Scopes => scopes ??= ScopeReader.Read(Root);

    public Scope Scope => Scopes[0];

    public IReadOnlyList<ClassDefinition> Classes => classes ??=
        [.. Nodes.Where(n => n.Kind == "class_definition").Select(n => new ClassDefinition(this, n))];

    /// <summary>All functions: plain, nested, and methods.</summary>
    public IReadOnlyList<FunctionDefinition> Functions => functions ??= [.. Nodes.Where(n => n.Kind == "function_definition").Select(Define)];

    /// <summary>Parses the text; null when it is not Python that can run: its syntax is broken, a block is empty, or it is nested too deeply.</summary>
    public static PythonModule? Parse(string path, string text)
    {
        var tree = SyntaxTree.Parse(Language.Python, text);
        if (tree.Root.HasError)
        {
            tree.Dispose();
            return null;
        }
        var open = new Stack<int>();
        foreach (var node in tree.Root.DescendantsAndSelf())
        {
            while (open.Count > 0 && node.Start >= open.Peek())
                open.Pop();
            open.Push(node.End);
            if (open.Count <= DeepestNesting && !(node.Kind == "block" && !node.NamedChildren.Any()))
                continue;
            tree.Dispose();
            return null;
        }
        return new PythonModule(path, tree);
    }

    public ClassDefinition? ClassNamed(string name) =>
        Scope[name].LastOrDefault(b => b.Kind == BindingKind.Class)?.Source is { } node ? Classes.First(c => c.Node == node) : null;

    /// <summary>The function that a line belongs to, the innermost; null at module or class level.</summary>
    public FunctionDefinition? FunctionAt(int line) =>
        Functions.LastOrDefault(f => f.Node.Line <= line && line <= f.Node.EndLine);

    /// <summary>The innermost scope around a node. A function's own name, defaults and annotations belong to the scope outside.</summary>
    public Scope ScopeOf(SyntaxNode node)
    {
        scopeByStart ??= Scopes.ToLookup(s => s.Node.Start);
        var child = node;
        foreach (var ancestor in node.Ancestors())
        {
            var scope = scopeByStart[ancestor.Start].FirstOrDefault(s => s.Node == ancestor);
            if (scope is not null && !(scope.Kind is ScopeKind.Function or ScopeKind.Class && child.Start < (ancestor.Field("body")?.Start ?? 0) && ancestor.Kind != "lambda"))
                return scope;
            child = ancestor;
        }
        return Scope;
    }

    /// <summary>The scope of a function's body.</summary>
    public Scope ScopeWithin(SyntaxNode function) => Scopes.First(s => s.Node == function);

    /// <summary>The module name of a path, seen from the repository's root.</summary>
    public static string DottedName(string path)
    {
        var name = path.EndsWith(".py", StringComparison.Ordinal) ? path[..^3] : path;
        if (name == "__init__")
            return "";
        return (name.EndsWith("/__init__", StringComparison.Ordinal) ? name[..^9] : name).Replace('/', '.');
    }

    /// <inheritdoc/>
    public void Dispose() => tree.Dispose();

    FunctionDefinition Define(SyntaxNode node)
    {
        var block = node.Parent is { Kind: "decorated_definition" } decorated ? decorated.Parent : node.Parent;
        var owner = block is { Kind: "block" } ? block.Parent : null;
        return new FunctionDefinition(this, node, owner is { Kind: "class_definition" } at ? Classes.First(c => c.Node == at) : null);
    }
}
