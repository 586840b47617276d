namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Analysis
{
    void Enter(ScopeKind kind)
    {
        scope = new Scope(kind, scope);
        scopes.Add(scope);
    }

    void Leave() => scope = scope.Parent!;

    void Function(Node node)
    {
        scope.Add(node.Text, NameUse.Assigned);
        VisitAll(node.Children.Where(part => part.Kind == NodeKind.Decorator));
        var parameters = node.Child(NodeKind.Parameters)!;
        VisitAll(parameters.Children.SelectMany(parameter => parameter.Children).Where(part => part.Kind != NodeKind.Annotation));
        var isGeneric = EnterTypeParameters(node);
        VisitAll(parameters.Children.SelectMany(parameter => parameter.Children).Where(part => part.Kind == NodeKind.Annotation));
        VisitAll(node.Children.Where(part => part.Kind == NodeKind.Annotation));
        Enter(node.IsAsync ? ScopeKind.AsyncFunction : ScopeKind.Function);
        BindParameters(parameters);
        Visit(node.Children[^1]);
        if (scope is { Kind: ScopeKind.AsyncFunction, HasYield: true, ReturnedValue: { } returned })
            Report(returned, "'return' with value in async generator");
        Leave();
        if (isGeneric)
            Leave();
    }

    void Lambda(Node node)
    {
        var parameters = node.Children[0];
        VisitAll(parameters.Children.SelectMany(parameter => parameter.Children));
        Enter(ScopeKind.Lambda);
        BindParameters(parameters);
        Visit(node.Children[1]);
        Leave();
    }

    void BindParameters(Node parameters)
    {
        foreach (var parameter in parameters.Children)
        {
            if (scope[parameter.Text].HasFlag(NameUse.Parameter))
                Report(parameter, $"duplicate argument '{parameter.Text}' in function definition");
            scope.Add(parameter.Text, NameUse.Parameter);
        }
    }

    void Class(Node node)
    {
        scope.Add(node.Text, NameUse.Assigned);
        VisitAll(node.Children.Where(part => part.Kind == NodeKind.Decorator));
        var isGeneric = EnterTypeParameters(node);
        VisitAll(node.Children.SkipLast(1).Where(part => part.Kind is not (NodeKind.Decorator or NodeKind.TypeParameters)));
        Enter(ScopeKind.Class);
        Visit(node.Children[^1]);
        Leave();
        if (isGeneric)
            Leave();
    }

    void TypeAlias(Node node)
    {
        scope.Add(node.Text, NameUse.Assigned);
        if (!EnterTypeParameters(node))
            Enter(ScopeKind.TypeParameters);
        Visit(node.Children[^1]);
        Leave();
    }

    /// <summary>Enters the scope of a definition's type parameters, if it has any.</summary>
    bool EnterTypeParameters(Node definition)
    {
        if (definition.Child(NodeKind.TypeParameters) is not { } parameters)
            return false;
        Enter(ScopeKind.TypeParameters);
        foreach (var parameter in parameters.Children)
        {
            if (scope[parameter.Text].HasFlag(NameUse.TypeParameter))
                Report(parameter, $"duplicate type parameter '{parameter.Text}'");
            scope.Add(parameter.Text, NameUse.TypeParameter);
            VisitAll(parameter.Children);
        }
        return true;
    }

    void Annotation(Node node)
    {
        if (!hasFutureAnnotations)
        {
            VisitAll(node.Children);
            return;
        }
        Enter(ScopeKind.Annotation);
        VisitAll(node.Children);
        Leave();
    }

    void Comprehension(Node node)
    {
        var clauses = node.Children.Where(part => part.Kind == NodeKind.ComprehensionFor).ToList();
        // The first iterable is evaluated around the comprehension, not in it.
        Iterable(clauses[0]);
        Enter(ScopeKind.Comprehension);
        foreach (var (index, clause) in clauses.Index())
        {
            scope.Awaits |= clause.IsAsync;
            AssignIteration(clause.Children[0]);
            if (index > 0)
                Iterable(clause);
            VisitAll(clause.Children.Skip(2));
        }
        VisitAll(node.Children.Take(node.Children.Count - clauses.Count));
        var inner = scope;
        Leave();
        if (inner.HasYield)
            Report(node, $"'yield' inside {node.Text}");
        if (inner.Awaits && node.Kind != NodeKind.Generator)
        {
            scope.Awaits = true;
            if (scope.Kind is not (ScopeKind.AsyncFunction or ScopeKind.Comprehension))
                Report(node, "asynchronous comprehension outside of an asynchronous function");
        }
    }

    void Iterable(Node clause)
    {
        var outer = scope.InIterable;
        scope.InIterable = true;
        Visit(clause.Children[1]);
        scope.InIterable = outer;
    }

    void AssignIteration(Node target)
    {
        switch (target.Kind)
        {
            case NodeKind.Name:
                if (scope[target.Text].HasFlag(NameUse.Walrus))
                    Report(target, $"comprehension inner loop cannot rebind assignment expression target '{target.Text}'");
                scope.Add(target.Text, NameUse.Assigned | NameUse.IterationVariable);
                break;
            case NodeKind.Tuple or NodeKind.List or NodeKind.Starred:
                foreach (var part in target.Children)
                    AssignIteration(part);
                break;
            default:
                Visit(target);
                break;
        }
    }
}
