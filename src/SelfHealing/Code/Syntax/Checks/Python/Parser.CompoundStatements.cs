namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    /// <summary>Adds one statement, or those of one line. A problem is noted, and what belongs to the broken statement is read past.</summary>
    void Statement(List<Node> statements)
    {
        var start = next;
        try
        {
            if (Here.Kind == TokenKind.Indent)
                throw Unexpected();
            if (CompoundStatement() is { } statement)
                statements.Add(statement);
            else
                SimpleStatements(statements);
        }
        catch (PythonSyntaxException problem)
        {
            problems.Add(problem);
            if (problems.Count < MaxProblems)
                Recover(start);
            else
                next = tokens.Count - 1;
        }
    }

    void Recover(int start)
    {
        if (next == start || tokens[next - 1].Kind != TokenKind.Newline)
            SkipLine();
        SkipIndented();
        // The other clauses of a broken if, try or loop are no problems of their own.
        while (Is("elif") || Is("else") || Is("except") || Is("finally"))
        {
            SkipLine();
            SkipIndented();
        }
        next = Math.Max(next, Math.Min(start + 1, tokens.Count - 1));
    }

    void SkipLine()
    {
        while (Here.Kind is not (TokenKind.Newline or TokenKind.Indent or TokenKind.Dedent or TokenKind.End))
            next++;
        if (Here.Kind == TokenKind.Newline)
            next++;
    }

    void SkipIndented()
    {
        if (Here.Kind == TokenKind.Indent)
            IndentedStatements([]);
    }

    void IndentedStatements(List<Node> statements)
    {
        Take();
        while (Here.Kind is not (TokenKind.Dedent or TokenKind.End))
            Statement(statements);
        Take();
    }

    /// <summary>The indented block after a colon, or the statements on its line.</summary>
    Node Block(string after)
    {
        if (!Accept(":"))
            throw Unexpected("expected ':'");
        var start = Here.Start;
        var statements = new List<Node>();
        if (Here.Kind != TokenKind.Newline)
        {
            SimpleStatements(statements);
            return new Node(NodeKind.Block, start, "", statements);
        }
        Take();
        if (Here.Kind != TokenKind.Indent)
            throw new PythonSyntaxException(Here.Start, $"expected an indented block after {after}");
        IndentedStatements(statements);
        return new Node(NodeKind.Block, start, "", statements);
    }

    Node? CompoundStatement()
    {
        if (Is("@"))
            return Decorated();
        if (Here.Kind == TokenKind.Keyword)
        {
            switch (Here.Text)
            {
                case "if":
                    return If();
                case "while":
                    return While();
                case "for":
                    return For(isAsync: false);
                case "try":
                    return Try();
                case "with":
                    return With(isAsync: false);
                case "def":
                    return Function([], isAsync: false);
                case "class":
                    return Class([]);
                case "async":
                    return Async([]);
            }
        }
        return StartsMatch ? Match() : null;
    }

    Node Async(List<Node> decorators)
    {
        Take();
        if (Is("def"))
            return Function(decorators, isAsync: true);
        if (Is("for") && decorators.Count == 0)
            return For(isAsync: true);
        if (Is("with") && decorators.Count == 0)
            return With(isAsync: true);
        throw Unexpected("expected 'def', 'for' or 'with' after 'async'");
    }

    Node If()
    {
        var start = Take().Start;
        var parts = new List<Node> { NamedExpression(), Block("'if' statement") };
        while (Accept("elif"))
            parts.AddRange([NamedExpression(), Block("'elif' statement")]);
        if (Accept("else"))
            parts.Add(Block("'else' statement"));
        return new Node(NodeKind.If, start, "", parts);
    }

    Node While()
    {
        var start = Take().Start;
        var parts = new List<Node> { NamedExpression(), Block("'while' statement") };
        if (Accept("else"))
            parts.Add(Block("'else' statement"));
        return new Node(NodeKind.While, start, "", parts);
    }

    Node For(bool isAsync)
    {
        var start = Take().Start;
        var target = Targets.Assigned(TargetList());
        Expect("in");
        var parts = new List<Node> { target, NotStarred(StarExpressions()), Block("'for' statement") };
        if (Accept("else"))
            parts.Add(Block("'else' statement"));
        return new Node(NodeKind.For, start, "", parts) { IsAsync = isAsync };
    }

    Node With(bool isAsync)
    {
        var start = Take().Start;
        var parts = new List<Node>();
        var isParenthesized = HasParenthesizedItems() && Accept("(");
        do
        {
            if (isParenthesized && parts.Count > 0 && Is(")"))
                break;
            parts.Add(WithItem());
        }
        while (Accept(","));
        if (isParenthesized)
            Expect(")");
        parts.Add(Block("'with' statement"));
        return new Node(NodeKind.With, start, "", parts) { IsAsync = isAsync };
    }

    /// <summary>Whether the parenthesis here spans the whole list of items. It does when a colon follows it and an <c>as</c> stands
    /// directly in it; otherwise reading it as an expression comes to the same.</summary>
    bool HasParenthesizedItems()
    {
        var (level, hasAs) = (0, false);
        for (var index = next; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (Is(token, "(") || Is(token, "[") || Is(token, "{"))
                level++;
            else if (Is(token, ")") || Is(token, "]") || Is(token, "}"))
                level--;
            else if (level == 1 && Is(token, "as"))
                hasAs = true;
            if (level == 0)
                return hasAs && Is(tokens[index + 1], ":");
        }
        return false;
    }

    Node WithItem()
    {
        var value = Expression();
        return Accept("as")
            ? new Node(NodeKind.WithItem, value.Start, "", value, Targets.Assigned(TargetExpression()))
            : new Node(NodeKind.WithItem, value.Start, "", value);
    }
}
