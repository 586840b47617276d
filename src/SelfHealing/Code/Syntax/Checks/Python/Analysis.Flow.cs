namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Analysis
{
    // 20 before Python 3.12.
    const int MaxBlocks = 21;

    void VisitFlow(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Return:
                Return(node);
                break;
            case NodeKind.Break or NodeKind.Continue:
                Jump(node);
                break;
            case NodeKind.While:
                Visit(node.Children[0]);
                Within(BlockKind.Loop, node.Children[1]);
                VisitAll(node.Children.Skip(2));
                break;
            case NodeKind.For:
                RequireAsync(node, "async for");
                Visit(node.Children[1]);
                Assign(node.Children[0]);
                Within(BlockKind.Loop, node.Children[2]);
                VisitAll(node.Children.Skip(3));
                break;
            case NodeKind.With:
                With(node);
                break;
            case NodeKind.Try:
                Try(node);
                break;
            case NodeKind.Handler or NodeKind.GroupHandler:
                Handler(node);
                break;
            default:
                VisitAll(node.Children);
                break;
        }
    }

    void Within(BlockKind kind, Node body)
    {
        Open(kind, body);
        Visit(body);
        Close();
    }

    void Open(BlockKind kind, Node at)
    {
        if (scope.Blocks.Count == MaxBlocks)
            Report(at, "too many statically nested blocks");
        scope.Blocks.Add(kind);
    }

    void Close() => scope.Blocks.RemoveAt(scope.Blocks.Count - 1);

    void With(Node node)
    {
        RequireAsync(node, "async with");
        foreach (var item in node.Children.SkipLast(1))
        {
            Visit(item.Children[0]);
            if (item.Children.Count > 1)
                Assign(item.Children[1]);
            Open(BlockKind.Other, item);
        }
        Visit(node.Children[^1]);
        foreach (var _ in node.Children.SkipLast(1))
            Close();
    }

    void Try(Node node)
    {
        var last = node.Children[^1];
        var hasFinally = last.Kind == NodeKind.Finally;
        if (hasFinally)
            Open(BlockKind.Other, node);
        var isGuarded = node.Children.Any(part => part.Kind is NodeKind.Handler or NodeKind.GroupHandler);
        if (isGuarded)
            Within(BlockKind.Other, node.Children[0]);
        else
            Visit(node.Children[0]);
        VisitAll(node.Children.Skip(1).Where(part => part.Kind != NodeKind.Finally));
        if (!hasFinally)
            return;
        Close();
        Within(BlockKind.Other, last);
    }

    void Handler(Node node)
    {
        VisitAll(node.Children.SkipLast(1));
        if (node.Text.Length > 0)
            scope.Add(node.Text, NameUse.Assigned);
        Within(node.Kind == NodeKind.GroupHandler ? BlockKind.GroupHandler : BlockKind.Other, node.Children[^1]);
    }

    void Return(Node node)
    {
        if (!scope.IsFunction)
            Report(node, "'return' outside function");
        else if (scope.Blocks.Contains(BlockKind.GroupHandler))
            Report(node, "'break', 'continue' and 'return' cannot appear in an except* block");
        if (node.Children.Count > 0)
            scope.ReturnedValue ??= node;
        VisitAll(node.Children);
    }

    void Jump(Node node)
    {
        var nearest = scope.Blocks.FindLast(block => block != BlockKind.Other);
        if (scope.Blocks.TrueForAll(block => block == BlockKind.Other))
            Report(node, node.Kind == NodeKind.Break ? "'break' outside loop" : "'continue' not properly in loop");
        else if (nearest == BlockKind.GroupHandler)
            Report(node, "'break', 'continue' and 'return' cannot appear in an except* block");
    }

    void RequireAsync(Node node, string what)
    {
        if (node.IsAsync && scope.Kind != ScopeKind.AsyncFunction)
            Report(node, $"'{what}' outside async function");
    }

    void Await(Node node)
    {
        switch (scope.Kind)
        {
            case ScopeKind.Comprehension:
                scope.Awaits = true;
                break;
            case ScopeKind.Module or ScopeKind.Class:
                Report(node, "'await' outside function");
                break;
            case ScopeKind.TypeParameters or ScopeKind.Annotation:
                Report(node, $"await expression cannot be used within {Described(scope.Kind)}");
                break;
            case ScopeKind.Function or ScopeKind.Lambda:
                Report(node, "'await' outside async function");
                break;
        }
        VisitAll(node.Children);
    }

    void Yield(Node node)
    {
        scope.HasYield = true;
        switch (scope.Kind)
        {
            case ScopeKind.Module or ScopeKind.Class:
                Report(node, "'yield' outside function");
                break;
            case ScopeKind.TypeParameters or ScopeKind.Annotation:
                Report(node, $"yield expression cannot be used within {Described(scope.Kind)}");
                break;
            case ScopeKind.AsyncFunction when node.Kind == NodeKind.YieldFrom:
                Report(node, "'yield from' inside async function");
                break;
        }
        VisitAll(node.Children);
    }

    void MatchStatement(Node node)
    {
        try
        {
            PatternRules.CheckReachable(node);
        }
        catch (PythonSyntaxException problem)
        {
            problems.Add(problem);
        }
        VisitAll(node.Children);
    }
}
