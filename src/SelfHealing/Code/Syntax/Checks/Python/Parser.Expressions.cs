namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    bool StartsExpression => Here.Kind switch
    {
        TokenKind.Name or TokenKind.Number or TokenKind.String or TokenKind.Bytes or TokenKind.FormatStart => true,
        TokenKind.Keyword => Here.Text is "None" or "True" or "False" or "not" or "lambda" or "await",
        TokenKind.Operator => Here.Text is "(" or "[" or "{" or "-" or "+" or "~" or "..." or "*",
        _ => false,
    };

    Node YieldOrExpressions() => Is("yield") ? Yield() : StarExpressions();

    /// <summary>The right-hand side of an assignment and the like: a star must stand in a tuple.</summary>
    Node Value() => NotStarred(YieldOrExpressions());

    static Node NotStarred(Node node) =>
        node.Kind == NodeKind.Starred ? throw Invalid(node, "a starred expression must stand in a list, tuple, set or call") : node;

    /// <summary>One expression, or several with commas as a tuple; each may be starred.</summary>
    Node StarExpressions() => CommaSeparated(() => Is("*") ? Starred() : Expression());

    Node CommaSeparated(Func<Node> element)
    {
        var first = element();
        if (!Is(","))
            return first;
        var elements = new List<Node> { first };
        while (Accept(",") && StartsExpression)
            elements.Add(element());
        return new Node(NodeKind.Tuple, first.Start, "tuple", elements);
    }

    Node Starred()
    {
        var start = Take().Start;
        return new Node(NodeKind.Starred, start, "starred expression", Binary(LowestBinary));
    }

    Node StarNamedExpression() => Is("*") ? Starred() : NamedExpression();

    Node NamedExpression()
    {
        if (Here.Kind == TokenKind.Name && Is(Ahead(1), ":="))
        {
            var name = ExpectBoundName();
            Take();
            return new Node(NodeKind.NamedExpression, name.Start, name.Text, Expression());
        }
        var expression = Expression();
        if (Is(":="))
            throw Invalid(expression, $"cannot use assignment expressions with {Targets.Describe(expression)}");
        return expression;
    }

    Node Expression()
    {
        using var nesting = Nest();
        if (Is("lambda"))
            return Lambda();
        var value = Disjunction();
        if (!Accept("if"))
            return value;
        var condition = Disjunction();
        if (!Is("else"))
            throw Unexpected("expected 'else' after 'if' expression");
        Take();
        return new Node(NodeKind.Conditional, value.Start, "conditional expression", value, condition, Expression());
    }

    Node Lambda()
    {
        var start = Take().Start;
        var parameters = Parameters(":", allowAnnotations: false);
        Expect(":");
        return new Node(NodeKind.Lambda, start, "lambda", parameters, Expression());
    }

    Node Yield()
    {
        using var nesting = Nest();
        var start = Take().Start;
        if (Accept("from"))
            return new Node(NodeKind.YieldFrom, start, "yield expression", Expression());
        return StartsExpression
            ? new Node(NodeKind.Yield, start, "yield expression", NotStarred(StarExpressions()))
            : new Node(NodeKind.Yield, start, "yield expression");
    }

    Node Disjunction() => Operands("or", () => Operands("and", Inversion));

    Node Operands(string keyword, Func<Node> operand)
    {
        var first = operand();
        if (!Is(keyword))
            return first;
        var operands = new List<Node> { first };
        while (Accept(keyword))
            operands.Add(operand());
        return new Node(NodeKind.Operation, first.Start, "expression", operands);
    }

    Node Inversion()
    {
        var start = Here.Start;
        if (!Is("not"))
            return Comparison();
        while (Accept("not"))
            continue;
        return new Node(NodeKind.Operation, start, "expression", Comparison());
    }

    Node Comparison()
    {
        var first = Binary(LowestBinary);
        List<Node>? operands = null;
        while (AcceptComparison())
        {
            operands ??= [first];
            operands.Add(Binary(LowestBinary));
        }
        return operands is null ? first : new Node(NodeKind.Comparison, first.Start, "comparison", operands);
    }

    bool AcceptComparison()
    {
        if (Here.Kind == TokenKind.Operator && Here.Text is "<" or ">" or "==" or ">=" or "<=" or "!=" || Is("in"))
        {
            Take();
            return true;
        }
        if (Is("not") && Is(Ahead(1), "in"))
        {
            next += 2;
            return true;
        }
        if (!Accept("is"))
            return false;
        Accept("not");
        return true;
    }

    const int LowestBinary = 1;

    static int Precedence(Token token) => token.Kind != TokenKind.Operator ? 0 : token.Text switch
    {
        "|" => 1,
        "^" => 2,
        "&" => 3,
        "<<" or ">>" => 4,
        "+" or "-" => 5,
        "*" or "/" or "//" or "%" or "@" => 6,
        _ => 0,
    };

    /// <summary>Binary operators from a precedence upwards, by precedence climbing.</summary>
    Node Binary(int lowest)
    {
        var first = Factor();
        List<Node>? operands = null;
        while (Precedence(Here) is var precedence && precedence >= lowest)
        {
            Take();
            operands ??= [first];
            operands.Add(Binary(precedence + 1));
        }
        return operands is null ? first : new Node(NodeKind.Operation, first.Start, "expression", operands);
    }

    Node Factor()
    {
        var start = Here.Start;
        var signed = false;
        for (; Is("-") || Is("+") || Is("~"); next++)
            signed = true;
        var operand = Power();
        return signed ? new Node(NodeKind.Operation, start, "expression", operand) : operand;
    }

    Node Power()
    {
        var awaits = Is("await");
        var start = Here.Start;
        next += awaits ? 1 : 0;
        var value = Primary();
        if (awaits)
            value = new Node(NodeKind.Await, start, "await expression", value);
        if (!Accept("**"))
            return value;
        using var nesting = Nest();
        return new Node(NodeKind.Operation, start, "expression", value, Factor());
    }
}
