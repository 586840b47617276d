using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>Reads the scopes of a module and the names that they bind, in one walk over its tree.</summary>
static class ScopeReader
{
    /// <summary>The scopes in source order; the module's own is the first.</summary>
    public static IReadOnlyList<Scope> Read(SyntaxNode root)
    {
        var scopes = new List<Scope> { new(ScopeKind.Module, root, null) };
        var open = new Stack<Scope>(scopes);
        foreach (var node in root.DescendantsAndSelf())
        {
            while (open.Count > 1 && node.Start >= open.Peek().Node.End)
                open.Pop();
            var scope = open.Peek();
            Bind(node, scope);
            if (Opens(node) is not { } kind)
                continue;
            scope = new Scope(kind, node, scope);
            scopes.Add(scope);
            open.Push(scope);
            if (node.Field("parameters") is { } parameters)
                BindParameters(parameters, scope);
        }
        foreach (var scope in scopes.Where(s => s.Globals.Count > 0 && s.Parent is not null))
            MoveGlobals(scope);
        return scopes;
    }

    static ScopeKind? Opens(SyntaxNode node) => node.Kind switch
    {
        "function_definition" or "lambda" => node.IsNamed ? ScopeKind.Function : null,
        "class_definition" => ScopeKind.Class,
        _ => node.IsComprehension() ? ScopeKind.Comprehension : null,
    };

    static void Bind(SyntaxNode node, Scope scope)
    {
        switch (node.Kind)
        {
            case "function_definition" when node.Field("name") is { } name:
                scope.Add(new Binding(name.Text, BindingKind.Function, name, node, true));
                break;
            case "class_definition" when node.Field("name") is { } name:
                scope.Add(new Binding(name.Text, BindingKind.Class, name, node, true));
                break;
            case "assignment" when node.Field("left") is { } left:
                BindTarget(left, node.Field("right"), BindingKind.Assignment, scope);
                break;
            case "augmented_assignment" when node.Field("left") is { } left:
                BindTarget(left, node.Field("right"), BindingKind.Augmented, scope);
                break;
            case "named_expression" when node.Field("name") is { } name:
                while (scope is { Kind: ScopeKind.Comprehension, Parent: { } outer })
                    scope = outer;
                BindTarget(name, node.Field("value"), BindingKind.Assignment, scope);
                break;
            case "for_statement" or "for_in_clause" when node.Field("left") is { } left:
                BindTarget(left, node.Field("right"), BindingKind.Loop, scope);
                break;
            case "as_pattern" when node.Field("alias") is { } alias:
                BindTarget(alias, node.NamedChildren.First(), BindingKind.Other, scope);
                break;
            case "case_pattern":
                foreach (var name in node.All("dotted_name").Where(n => n.Children.Count == 1))
                    scope.Add(new Binding(name.Text, BindingKind.Other, name, null, false));
                break;
            case "import_statement" or "import_from_statement" or "future_import_statement":
                foreach (var import in ImportedName.Of(node))
                    scope.Add(new Binding(import.Name, BindingKind.Import, import.Node, node, true));
                break;
            case "global_statement":
                scope.Globals.UnionWith(node.NamedChildren.Select(n => n.Text));
                break;
            case "nonlocal_statement":
                scope.Nonlocals.UnionWith(node.NamedChildren.Select(n => n.Text));
                break;
        }
    }

    static void BindTarget(SyntaxNode target, SyntaxNode? source, BindingKind kind, Scope scope)
    {
        foreach (var name in target.TargetNames())
            scope.Add(new Binding(name.Text, kind, name, source, name == target || target.Kind == "as_pattern_target"));
    }

    static void BindParameters(SyntaxNode parameters, Scope scope)
    {
        foreach (var parameter in Parameter.Read(parameters))
            scope.Add(new Binding(parameter.Name, BindingKind.Parameter, parameter.Node, parameter.Node, true));
    }

    /// <summary>What a function binds under <c>global</c> belongs to the module.</summary>
    static void MoveGlobals(Scope scope)
    {
        foreach (var name in scope.Globals)
        {
            foreach (var binding in scope[name])
                scope.Module.Add(binding);
        }
    }
}
