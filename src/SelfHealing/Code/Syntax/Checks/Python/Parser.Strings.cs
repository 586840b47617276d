namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    /// <summary>Adjacent string literals, which Python joins.</summary>
    Node Strings()
    {
        var first = Here;
        var expressions = new List<Node>();
        var isFormat = false;
        while (Here.Kind is TokenKind.String or TokenKind.Bytes or TokenKind.FormatStart)
        {
            if (Here.Kind == TokenKind.Bytes != (first.Kind == TokenKind.Bytes))
                throw Unexpected("cannot mix bytes and nonbytes literals");
            if (Here.Text.Contains('t', StringComparison.Ordinal) != first.Text.Contains('t', StringComparison.Ordinal))
                throw Unexpected("cannot mix t-string literals with string literals");
            if (Take().Kind != TokenKind.FormatStart)
                continue;
            isFormat = true;
            while (Here.Kind != TokenKind.FormatEnd)
                FormatPart(expressions);
            Take();
        }
        return isFormat
            ? new Node(NodeKind.FormatString, first.Start, "f-string expression", expressions)
            : new Node(first.Kind == TokenKind.Bytes ? NodeKind.Constant : NodeKind.String, first.Start, "literal");
    }

    void FormatPart(List<Node> expressions)
    {
        if (Here.Kind == TokenKind.FormatText)
            Take();
        else
            ReplacementField(expressions);
    }

    void ReplacementField(List<Node> expressions)
    {
        using var nesting = Nest();
        Expect("{");
        if (Here.Kind == TokenKind.FormatColon || Is("}") || Is("!") || Is("="))
            throw Unexpected($"f-string: valid expression required before '{Here.Text}'");
        expressions.Add(Replaced());
        Accept("=");
        if (Is("!"))
            Conversion();
        if (Here.Kind == TokenKind.FormatColon)
        {
            Take();
            while (!Is("}"))
                FormatPart(expressions);
        }
        if (!Accept("}"))
            throw Unexpected("f-string: expecting '=', or '!', or ':', or '}'");
    }

    /// <summary>The expression of a replacement field; a generator needed no parentheses there before Python 3.12.</summary>
    Node Replaced()
    {
        var value = Value();
        if (!StartsComprehension)
            return value;
        var parts = new List<Node> { value };
        while (StartsComprehension)
            parts.Add(ComprehensionFor());
        return new Node(NodeKind.Generator, value.Start, "generator expression", parts);
    }

    void Conversion()
    {
        var mark = Take();
        if (Here.Kind != TokenKind.Name || Here.Start != mark.End || Here.Text is not ("s" or "r" or "a"))
            throw Unexpected("f-string: invalid conversion character: expected 's', 'r', or 'a'");
        Take();
    }
}
