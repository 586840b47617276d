namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    /// <summary>An atom and its trailers: attributes, calls, subscripts.</summary>
    Node Primary()
    {
        var atom = Atom();
        var (kind, text) = (atom.Kind, "");
        List<Node>? parts = null;
        while (Here.Kind == TokenKind.Operator && Here.Text is "." or "(" or "[")
        {
            parts ??= [atom];
            switch (Take().Text)
            {
                case ".":
                    (kind, text) = (NodeKind.Attribute, ExpectName("an attribute").Text);
                    break;
                case "(":
                    parts.AddRange(Arguments(allowGenerator: true));
                    (kind, text) = (NodeKind.Call, "function call");
                    break;
                default:
                    parts.AddRange(Subscripts());
                    (kind, text) = (NodeKind.Subscript, "subscript");
                    break;
            }
        }
        return parts is null ? atom : new Node(kind, atom.Start, text, parts);
    }

    Node Atom()
    {
        var token = Here;
        switch (token.Kind)
        {
            case TokenKind.Name:
                return new Node(NodeKind.Name, Take().Start, token.Text);
            case TokenKind.Number:
                return new Node(NodeKind.Constant, Take().Start, "literal");
            case TokenKind.String or TokenKind.Bytes or TokenKind.FormatStart:
                return Strings();
            case TokenKind.Keyword when token.Text is "None" or "True" or "False":
                return new Node(NodeKind.NamedConstant, Take().Start, token.Text);
            case TokenKind.Operator when token.Text == "...":
                return new Node(NodeKind.Ellipsis, Take().Start, "ellipsis");
            case TokenKind.Operator when token.Text == "(":
                return Group();
            case TokenKind.Operator when token.Text == "[":
                return ListDisplay();
            case TokenKind.Operator when token.Text == "{":
                return Braces();
            default:
                throw Unexpected(token.Kind is TokenKind.Newline or TokenKind.End ? "expected an expression" : null);
        }
    }

    Node Group()
    {
        var start = Take().Start;
        if (Accept(")"))
            return new Node(NodeKind.Tuple, start, "tuple") { IsParenthesized = true };
        if (Is("yield"))
        {
            var yield = Yield().Parenthesized();
            Expect(")");
            return yield;
        }
        var first = StarNamedExpression();
        if (StartsComprehension)
            return Comprehension(NodeKind.Generator, start, "generator expression", ")", first);
        if (Accept(")"))
            return first.Kind == NodeKind.Starred ? throw Invalid(first, "cannot use starred expression here") : first.Parenthesized();
        return new Node(NodeKind.Tuple, start, "tuple", Elements(first, ")")) { IsParenthesized = true };
    }

    Node ListDisplay()
    {
        var start = Take().Start;
        if (Accept("]"))
            return new Node(NodeKind.List, start, "list");
        var first = StarNamedExpression();
        return StartsComprehension
            ? Comprehension(NodeKind.ListComprehension, start, "list comprehension", "]", first)
            : new Node(NodeKind.List, start, "list", Elements(first, "]"));
    }

    /// <summary>The rest of a comma-separated list, up to and with its closing bracket.</summary>
    List<Node> Elements(Node first, string close)
    {
        var elements = new List<Node> { first };
        while (!Accept(close))
        {
            if (!Accept(","))
                throw Unexpected($"expected ',' or '{close}'");
            if (!Is(close))
                elements.Add(StarNamedExpression());
        }
        return elements;
    }

    Node Braces()
    {
        var start = Take().Start;
        if (Accept("}"))
            return new Node(NodeKind.Dict, start, "dict literal");
        if (Is("**"))
            return DictDisplay(start, firstKey: null);
        var first = StarNamedExpression();
        if (Is(":"))
        {
            if (first.Kind == NodeKind.Starred || first is { Kind: NodeKind.NamedExpression, IsParenthesized: false })
                throw Invalid(first, $"{Targets.Describe(first)} cannot be a dictionary key here");
            return DictDisplay(start, first);
        }
        return StartsComprehension
            ? Comprehension(NodeKind.SetComprehension, start, "set comprehension", "}", first)
            : new Node(NodeKind.Set, start, "set display", Elements(first, "}"));
    }

    Node DictDisplay(int start, Node? firstKey)
    {
        var parts = new List<Node>();
        do
        {
            if (Is("}"))
                break;
            if (Accept("**"))
            {
                parts.Add(Binary(LowestBinary));
                if (StartsComprehension)
                    throw Unexpected("dict unpacking cannot be used in dict comprehension");
                continue;
            }
            var key = firstKey ?? Expression();
            firstKey = null;
            Expect(":");
            if (Is("*"))
                throw Unexpected("cannot use a starred expression in a dictionary value");
            var value = Expression();
            if (parts.Count == 0 && StartsComprehension)
                return Comprehension(NodeKind.DictComprehension, start, "dict comprehension", "}", key, value);
            parts.AddRange([key, value]);
        }
        while (Accept(","));
        if (!Accept("}"))
            throw Unexpected("expected ',' or '}'");
        return new Node(NodeKind.Dict, start, "dict literal", parts);
    }

    bool StartsComprehension => Is("for") || Is("async") && Is(Ahead(1), "for");

    /// <summary>The <c>for</c> and <c>if</c> clauses, up to and with the closing bracket.</summary>
    Node Comprehension(NodeKind kind, int start, string name, string close, params ReadOnlySpan<Node> elements)
    {
        if (elements[0].Kind == NodeKind.Starred)
            throw Invalid(elements[0], "iterable unpacking cannot be used in comprehension");
        var parts = new List<Node>();
        parts.AddRange(elements);
        while (StartsComprehension)
            parts.Add(ComprehensionFor());
        if (!Accept(close))
            throw Unexpected($"expected '{close}'");
        return new Node(kind, start, name, parts) { IsParenthesized = true };
    }

    Node ComprehensionFor()
    {
        var start = Here.Start;
        var isAsync = Accept("async");
        Expect("for");
        var parts = new List<Node> { Targets.Assigned(TargetList()) };
        Expect("in");
        parts.Add(Disjunction());
        while (Accept("if"))
            parts.Add(Disjunction());
        return new Node(NodeKind.ComprehensionFor, start, "", parts) { IsAsync = isAsync };
    }

    /// <summary>What stands between <c>for</c> and <c>in</c>.</summary>
    Node TargetList() => CommaSeparated(TargetExpression);

    Node TargetExpression() => Is("*") ? Starred() : Binary(LowestBinary);
}
