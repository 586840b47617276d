namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    Node Decorated()
    {
        var decorators = new List<Node>();
        while (Is("@"))
        {
            var start = Take().Start;
            decorators.Add(new Node(NodeKind.Decorator, start, "", NamedExpression()));
            if (Take().Kind != TokenKind.Newline)
            {
                next--;
                throw Unexpected();
            }
        }
        if (Is("def"))
            return Function(decorators, isAsync: false);
        if (Is("class"))
            return Class(decorators);
        if (Is("async"))
            return Async(decorators);
        throw Unexpected("expected a function or class after a decorator");
    }

    Node Function(List<Node> decorators, bool isAsync)
    {
        var start = Take().Start;
        var name = ExpectBoundName("a function");
        var parts = decorators;
        if (TypeParameters() is { } typeParameters)
            parts.Add(typeParameters);
        Expect("(");
        parts.Add(Parameters(")", allowAnnotations: true));
        Expect(")");
        if (Accept("->"))
            parts.Add(new Node(NodeKind.Annotation, Here.Start, "", Expression()));
        parts.Add(Block("function definition"));
        return new Node(NodeKind.Function, start, name.Text, parts) { IsAsync = isAsync };
    }

    Node Class(List<Node> decorators)
    {
        var start = Take().Start;
        var name = ExpectBoundName("a class");
        var parts = decorators;
        if (TypeParameters() is { } typeParameters)
            parts.Add(typeParameters);
        if (Accept("("))
            parts.AddRange(Arguments(allowGenerator: false));
        parts.Add(Block("class definition"));
        return new Node(NodeKind.Class, start, name.Text, parts);
    }
}
