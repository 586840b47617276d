namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    /// <summary>The arguments of a call or class, up to and with the closing parenthesis.</summary>
    List<Node> Arguments(bool allowGenerator)
    {
        var arguments = new List<Node>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!Accept(")"))
        {
            var argument = Argument(names);
            CheckOrder(arguments, argument);
            if (StartsComprehension)
            {
                var isAlone = allowGenerator && arguments.Count == 0 && argument.Kind is not (NodeKind.KeywordArgument or NodeKind.DoubleStarred);
                if (!isAlone)
                    throw Invalid(argument, "a generator expression among other arguments must be parenthesized");
                return [Comprehension(NodeKind.Generator, argument.Start, "generator expression", ")", argument)];
            }
            arguments.Add(argument);
            if (!Is(")") && !Accept(","))
                throw Unexpected("expected ',' or ')'");
        }
        return arguments;
    }

    Node Argument(HashSet<string> names)
    {
        var start = Here.Start;
        if (Accept("*"))
            return new Node(NodeKind.Starred, start, "starred expression", Expression());
        if (Accept("**"))
            return new Node(NodeKind.DoubleStarred, start, "", Expression());
        if (Here.Kind == TokenKind.Name && Is(Ahead(1), "="))
        {
            var name = ExpectBoundName();
            if (!names.Add(name.Text))
                throw new PythonSyntaxException(name.Start, $"keyword argument repeated: {name.Text}");
            Take();
            return new Node(NodeKind.KeywordArgument, start, name.Text, Expression());
        }
        var value = NamedExpression();
        if (Is("="))
        {
            throw Invalid(value, value.Kind == NodeKind.NamedConstant
                ? $"cannot assign to {value.Text}"
                : "expression cannot contain assignment, perhaps you meant \"==\"?");
        }
        return value;
    }

    static void CheckOrder(List<Node> before, Node argument)
    {
        if (argument.Kind is NodeKind.KeywordArgument or NodeKind.DoubleStarred)
            return;
        foreach (var earlier in before)
        {
            if (earlier.Kind == NodeKind.DoubleStarred)
            {
                throw Invalid(argument, argument.Kind == NodeKind.Starred
                    ? "iterable argument unpacking follows keyword argument unpacking"
                    : "positional argument follows keyword argument unpacking");
            }
            if (earlier.Kind == NodeKind.KeywordArgument && argument.Kind != NodeKind.Starred)
                throw Invalid(argument, "positional argument follows keyword argument");
        }
    }

    /// <summary>The indexes and slices of a subscript, up to and with the closing bracket.</summary>
    List<Node> Subscripts()
    {
        var subscripts = new List<Node>();
        do
        {
            if (subscripts.Count > 0 && Is("]"))
                break;
            subscripts.Add(Is("*") ? Starred() : Slice());
        }
        while (Accept(","));
        if (!Accept("]"))
            throw Unexpected("expected ',' or ']'");
        return subscripts;
    }

    Node Slice()
    {
        var start = Here.Start;
        var parts = new List<Node>();
        if (!Is(":"))
        {
            var index = NamedExpression();
            if (!Is(":"))
                return index;
            if (index is { Kind: NodeKind.NamedExpression, IsParenthesized: false })
                throw Unexpected("an assignment expression in a slice must be parenthesized");
            parts.Add(index);
        }
        for (var colons = 0; colons < 2 && Accept(":"); colons++)
        {
            if (!Is(":") && !Is("]") && !Is(","))
                parts.Add(Expression());
        }
        return new Node(NodeKind.Slice, start, "slice", parts);
    }
}
