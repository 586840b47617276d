namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>Checks that need to know where in the program a statement stands: what CPython's symbol table and compiler refuse
/// after parsing. Walks the tree in the order of execution.</summary>
sealed partial class Analysis
{
    readonly List<PythonSyntaxException> problems = [];
    readonly List<Scope> scopes = [];
    Scope scope = new(ScopeKind.Module, null);
    bool hasFutureAnnotations;

    /// <summary>The problems of a parsed module.</summary>
    public static IReadOnlyList<PythonSyntaxException> Problems(Node module)
    {
        var analysis = new Analysis();
        analysis.Futures(module);
        analysis.VisitAll(module.Children);
        analysis.ResolveNonlocals();
        return analysis.problems;
    }

    void Report(Node node, string message) => problems.Add(new PythonSyntaxException(node.Start, message));

    void VisitAll(IEnumerable<Node> nodes)
    {
        foreach (var node in nodes)
            Visit(node);
    }

    // Recursion ends: the parser bounds the depth of the tree.
    void Visit(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Name:
                scope.Add(node.Text, NameUse.Used);
                break;
            case NodeKind.NamedExpression:
                NamedExpression(node);
                break;
            case NodeKind.Await:
                Await(node);
                break;
            case NodeKind.Yield or NodeKind.YieldFrom:
                Yield(node);
                break;
            case NodeKind.Lambda:
                Lambda(node);
                break;
            case NodeKind.ListComprehension or NodeKind.SetComprehension or NodeKind.DictComprehension or NodeKind.Generator:
                Comprehension(node);
                break;
            case NodeKind.Annotation:
                Annotation(node);
                break;
            case NodeKind.Function:
                Function(node);
                break;
            case NodeKind.Class:
                Class(node);
                break;
            case NodeKind.TypeAlias:
                TypeAlias(node);
                break;
            default:
                VisitStatement(node);
                break;
        }
    }

    void VisitStatement(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Assignment:
                for (var index = 0; index < node.Children.Count - 1; index++)
                    Assign(node.Children[index]);
                Visit(node.Children[^1]);
                break;
            case NodeKind.AugmentedAssignment:
                Assign(node.Children[0]);
                Visit(node.Children[1]);
                break;
            case NodeKind.AnnotatedAssignment:
                AnnotatedAssignment(node);
                break;
            case NodeKind.Delete:
                Assign(node.Children[0]);
                break;
            case NodeKind.Import or NodeKind.ImportFrom or NodeKind.ImportFuture:
                if (node.Kind == NodeKind.ImportFuture)
                    CheckFuturePlace(node);
                foreach (var name in node.Children)
                    scope.Add(name.Text, NameUse.Imported);
                break;
            case NodeKind.ImportAll:
                if (node.Text == "__future__")
                    Report(node, "future feature * is not defined");
                else if (scope.Kind != ScopeKind.Module)
                    Report(node, "import * only allowed at module level");
                break;
            case NodeKind.Global:
                Declare(node, NameUse.Global, "global");
                break;
            case NodeKind.Nonlocal:
                Declare(node, NameUse.Nonlocal, "nonlocal");
                break;
            case NodeKind.Match:
                MatchStatement(node);
                break;
            case NodeKind.CapturePattern or NodeKind.StarPattern or NodeKind.AsPattern:
                if (node.Text != "_")
                    scope.Add(node.Text, NameUse.Assigned);
                VisitAll(node.Children);
                break;
            default:
                VisitFlow(node);
                break;
        }
    }
}
