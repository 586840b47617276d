namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    Node Try()
    {
        var start = Take().Start;
        var parts = new List<Node> { Block("'try' statement") };
        while (Is("except"))
        {
            var handler = Handler();
            if (parts[^1].Kind is NodeKind.Handler or NodeKind.GroupHandler && parts[^1].Kind != handler.Kind)
                throw Invalid(handler, "cannot have both 'except' and 'except*' on the same 'try'");
            if (parts[^1] is { Kind: NodeKind.Handler, Children.Count: 1 } bare)
                throw Invalid(bare, "default 'except:' must be last");
            parts.Add(handler);
        }
        var hasHandlers = parts.Count > 1;
        if (hasHandlers && Accept("else"))
            parts.Add(new Node(NodeKind.Else, Here.Start, "", Block("'else' statement")));
        if (Accept("finally"))
            parts.Add(new Node(NodeKind.Finally, Here.Start, "", Block("'finally' statement")));
        else if (!hasHandlers)
            throw Unexpected("expected 'except' or 'finally' block");
        return new Node(NodeKind.Try, start, "", parts);
    }

    Node Handler()
    {
        var start = Take().Start;
        var isGroup = Accept("*");
        var block = isGroup ? "'except*' statement" : "'except' statement";
        if (Is(":"))
        {
            return isGroup
                ? throw Unexpected("expected one or more exception types")
                : new Node(NodeKind.Handler, start, "", Block(block));
        }
        var types = CommaSeparated(Expression);
        var name = "";
        if (Accept("as"))
        {
            if (types is { Kind: NodeKind.Tuple, IsParenthesized: false })
                throw Invalid(types, "multiple exception types must be parenthesized when using 'as'");
            name = ExpectBoundName().Text;
        }
        return new Node(isGroup ? NodeKind.GroupHandler : NodeKind.Handler, start, name, types, Block(block));
    }
}
