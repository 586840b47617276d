namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    /// <summary>Statements on one line, separated by semicolons.</summary>
    void SimpleStatements(List<Node> statements)
    {
        do
        {
            if (Here.Kind == TokenKind.Newline && statements.Count > 0)
                break;
            var first = Here;
            var statement = SimpleStatement();
            statements.Add(statement);
            if (!Is(";") && Here.Kind != TokenKind.Newline)
                throw AfterStatement(first, statement);
        }
        while (Accept(";"));
        Take();
    }

    PythonSyntaxException AfterStatement(Token first, Node statement)
    {
        var isPython2 = statement.Kind == NodeKind.Expression && first is { Kind: TokenKind.Name, Text: "print" or "exec" } && first.End <= Here.Start;
        if (isPython2 && tokens[next - 1] == first)
            return new PythonSyntaxException(first.Start, $"Missing parentheses in call to '{first.Text}'");
        if (Is(":="))
            return Unexpected("an assignment expression must be parenthesized here");
        return Unexpected();
    }

    Node SimpleStatement()
    {
        var start = Here.Start;
        if (Here.Kind == TokenKind.Name && Here.Text == "type" && Ahead(1).Kind == TokenKind.Name)
            return TypeAlias();
        if (Here.Kind != TokenKind.Keyword)
            return ExpressionStatement();
        switch (Here.Text)
        {
            case "pass":
                return new Node(NodeKind.Pass, Take().Start);
            case "break":
                return new Node(NodeKind.Break, Take().Start);
            case "continue":
                return new Node(NodeKind.Continue, Take().Start);
            case "return":
                Take();
                return StartsExpression ? new Node(NodeKind.Return, start, "", NotStarred(StarExpressions())) : new Node(NodeKind.Return, start);
            case "raise":
                return Raise();
            case "global" or "nonlocal":
                return Declaration();
            case "del":
                Take();
                return new Node(NodeKind.Delete, start, "", Targets.Deleted(CommaSeparated(TargetExpression)));
            case "assert":
                Take();
                var condition = Expression();
                return Accept(",")
                    ? new Node(NodeKind.Assert, start, "", condition, Expression())
                    : new Node(NodeKind.Assert, start, "", condition);
            case "import":
                return Import();
            case "from":
                return ImportFrom();
            default:
                return ExpressionStatement();
        }
    }

    Node Raise()
    {
        var start = Take().Start;
        if (!StartsExpression)
            return new Node(NodeKind.Raise, start);
        var exception = Expression();
        return Accept("from")
            ? new Node(NodeKind.Raise, start, "", exception, Expression())
            : new Node(NodeKind.Raise, start, "", exception);
    }

    Node Declaration()
    {
        var keyword = Take();
        var names = new List<Node>();
        do
        {
            var name = ExpectName("a variable");
            names.Add(new Node(NodeKind.Name, name.Start, name.Text));
        }
        while (Accept(","));
        return new Node(keyword.Text == "global" ? NodeKind.Global : NodeKind.Nonlocal, keyword.Start, "", names);
    }

    Node TypeAlias()
    {
        var start = Take().Start;
        var name = ExpectBoundName();
        var parameters = TypeParameters();
        Expect("=");
        var value = Expression();
        return new Node(NodeKind.TypeAlias, start, name.Text, parameters is null ? [value] : [parameters, value]);
    }

    Node ExpressionStatement()
    {
        var start = Here.Start;
        var first = YieldOrExpressions();
        if (Is(":"))
            return AnnotatedAssignment(first);
        if (Here.Kind == TokenKind.Operator && IsAugmented(Here.Text))
        {
            Targets.Augmented(first);
            Take();
            return new Node(NodeKind.AugmentedAssignment, start, "", first, Value());
        }
        if (!Is("="))
            return new Node(NodeKind.Expression, start, "", NotStarred(first));
        var parts = new List<Node> { first };
        while (Accept("="))
        {
            // Only now is the part before it known to be a target.
            if (parts[^1] is { Kind: NodeKind.Yield or NodeKind.YieldFrom, IsParenthesized: false })
                throw Invalid(parts[^1], "assignment to yield expression not possible");
            Targets.Assigned(parts[^1]);
            parts.Add(YieldOrExpressions());
        }
        NotStarred(parts[^1]);
        return new Node(NodeKind.Assignment, start, "", parts);
    }

    Node AnnotatedAssignment(Node target)
    {
        Targets.Annotated(target);
        Take();
        var annotation = new Node(NodeKind.Annotation, Here.Start, "", Expression());
        return Accept("=")
            ? new Node(NodeKind.AnnotatedAssignment, target.Start, "", target, annotation, Value())
            : new Node(NodeKind.AnnotatedAssignment, target.Start, "", target, annotation);
    }

    static bool IsAugmented(string name) => name.Length >= 2 && name[^1] == '=' && name is not ("==" or "!=" or "<=" or ">=" or ":=");
}
