namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Analysis
{
    /// <summary>Binds the names of an assignment's target and visits the rest of it.</summary>
    void Assign(Node target)
    {
        switch (target.Kind)
        {
            case NodeKind.Name:
                scope.Add(target.Text, NameUse.Assigned);
                break;
            case NodeKind.Tuple or NodeKind.List or NodeKind.Starred:
                foreach (var part in target.Children)
                    Assign(part);
                break;
            default:
                Visit(target);
                break;
        }
    }

    void AnnotatedAssignment(Node node)
    {
        var target = node.Children[0];
        if (target.Kind != NodeKind.Name)
        {
            Visit(target);
        }
        else
        {
            var declared = scope[target.Text] & (NameUse.Global | NameUse.Nonlocal);
            if (declared != NameUse.None && scope.Kind != ScopeKind.Module)
                Report(target, $"annotated name '{target.Text}' can't be {(declared.HasFlag(NameUse.Global) ? "global" : "nonlocal")}");
            if (!target.IsParenthesized)
                scope.Add(target.Text, NameUse.Assigned | NameUse.Annotated);
            else if (node.Children.Count > 2)
                scope.Add(target.Text, NameUse.Assigned);
        }
        VisitAll(node.Children.Skip(1));
    }

    void Declare(Node node, NameUse declared, string keyword)
    {
        if (declared == NameUse.Nonlocal && scope.Kind == ScopeKind.Module)
        {
            Report(node, "nonlocal declaration not allowed at module level");
            return;
        }
        foreach (var name in node.Children)
        {
            var use = scope[name.Text];
            var conflict = use switch
            {
                _ when use.HasFlag(NameUse.Parameter) => $"name '{name.Text}' is parameter and {keyword}",
                _ when use.HasFlag(NameUse.Annotated) => $"annotated name '{name.Text}' can't be {keyword}",
                _ when use.HasFlag(NameUse.Used) => $"name '{name.Text}' is used prior to {keyword} declaration",
                _ when use.HasFlag(NameUse.Assigned) => $"name '{name.Text}' is assigned to before {keyword} declaration",
                _ when (use & ~declared & (NameUse.Global | NameUse.Nonlocal)) != NameUse.None => $"name '{name.Text}' is nonlocal and global",
                _ => null,
            };
            if (conflict is not null)
                Report(name, conflict);
            scope.Add(name.Text, declared);
            if (declared == NameUse.Nonlocal)
                scope.Nonlocals.Add(name);
        }
    }

    void ResolveNonlocals()
    {
        foreach (var declaring in scopes)
        {
            foreach (var name in declaring.Nonlocals)
            {
                if (Binding(declaring, name.Text) is not { } binding)
                    Report(name, $"no binding for nonlocal '{name.Text}' found");
                else if (binding[name.Text].HasFlag(NameUse.TypeParameter))
                    Report(name, $"nonlocal binding not allowed for type parameter '{name.Text}'");
            }
        }
    }

    /// <summary>The function scope around a scope in which a name is bound.</summary>
    static Scope? Binding(Scope inner, string name)
    {
        for (var outer = inner.Parent; outer is not null; outer = outer.Parent)
        {
            // Methods see their class under this name.
            if (outer.Kind == ScopeKind.Class && name == "__class__")
                return outer;
            if (outer.Kind is ScopeKind.Class or ScopeKind.Module)
                continue;
            var use = outer[name];
            if (use.HasFlag(NameUse.Global))
                return null;
            if (use.HasFlag(NameUse.Nonlocal) || use.HasFlag(NameUse.Walrus))
                continue;
            if ((use & (NameUse.Parameter | NameUse.Assigned | NameUse.Imported | NameUse.TypeParameter)) != NameUse.None)
                return outer;
        }
        return null;
    }

    void NamedExpression(Node node)
    {
        if (scope.InIterable)
            Report(node, "assignment expression cannot be used in a comprehension iterable expression");
        else if (scope.Kind is ScopeKind.TypeParameters or ScopeKind.Annotation)
            Report(node, $"assignment expression cannot be used within {Described(scope.Kind)}");
        else if (scope.Kind == ScopeKind.Comprehension)
            AssignAround(node);
        else
            scope.Add(node.Text, NameUse.Assigned);
        Visit(node.Children[0]);
    }

    /// <summary>Binds the name of a <c>:=</c> in the nearest scope that is no comprehension.</summary>
    void AssignAround(Node node)
    {
        var outer = scope;
        for (; outer.Kind == ScopeKind.Comprehension; outer = outer.Parent!)
        {
            if (outer[node.Text].HasFlag(NameUse.IterationVariable))
                Report(node, $"assignment expression cannot rebind comprehension iteration variable '{node.Text}'");
        }
        if (outer.Kind == ScopeKind.Class)
            Report(node, "assignment expression within a comprehension cannot be used in a class body");
        else if (outer.Kind is ScopeKind.TypeParameters or ScopeKind.Annotation)
            Report(node, $"assignment expression cannot be used within {Described(outer.Kind)}");
        outer.Add(node.Text, NameUse.Assigned);
        scope.Add(node.Text, NameUse.Walrus);
    }

    static string Described(ScopeKind kind) => kind == ScopeKind.Annotation ? "an annotation" : "the definition of a generic";
}
