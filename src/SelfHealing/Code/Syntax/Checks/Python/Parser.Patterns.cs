namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    /// <summary><c>match</c> is a name unless its line opens a block that begins with <c>case</c>.</summary>
    bool StartsMatch
    {
        get
        {
            if (Here.Kind != TokenKind.Name || Here.Text != "match")
                return false;
            var index = next + 1;
            while (tokens[index].Kind is not (TokenKind.Newline or TokenKind.End))
                index++;
            return Is(tokens[index - 1], ":")
                && index + 2 < tokens.Count
                && tokens[index + 1].Kind == TokenKind.Indent
                && tokens[index + 2] is { Kind: TokenKind.Name, Text: "case" };
        }
    }

    Node Match()
    {
        var start = Take().Start;
        var subject = CommaSeparated(StarNamedExpression);
        NotStarred(subject);
        Expect(":");
        Take();
        Take();
        var parts = new List<Node> { subject };
        while (Here.Kind is not (TokenKind.Dedent or TokenKind.End))
            parts.Add(Case());
        Take();
        return new Node(NodeKind.Match, start, "", parts);
    }

    Node Case()
    {
        if (Here.Kind != TokenKind.Name || Here.Text != "case")
            throw Unexpected("expected 'case'");
        var start = Take().Start;
        var pattern = OpenPattern();
        PatternRules.Check(pattern);
        if (Accept("if"))
            return new Node(NodeKind.Case, start, "", pattern, NamedExpression(), Block("'case' statement"));
        return new Node(NodeKind.Case, start, "", pattern, Block("'case' statement"));
    }

    /// <summary>A pattern, or a sequence without brackets.</summary>
    Node OpenPattern()
    {
        var first = StarOrPattern();
        if (!Is(","))
            return first.Kind == NodeKind.StarPattern ? throw Invalid(first, "a starred pattern must stand in a sequence") : first;
        var patterns = new List<Node> { first };
        while (Accept(",") && !Is(":") && !Is("if"))
            patterns.Add(StarOrPattern());
        return new Node(NodeKind.SequencePattern, first.Start, "", patterns);
    }

    Node StarOrPattern()
    {
        var start = Here.Start;
        return Accept("*") ? new Node(NodeKind.StarPattern, start, ExpectBoundName().Text) : Pattern();
    }

    Node Pattern()
    {
        using var nesting = Nest();
        var first = ClosedPattern();
        if (Is("|"))
        {
            var alternatives = new List<Node> { first };
            while (Accept("|"))
                alternatives.Add(ClosedPattern());
            first = new Node(NodeKind.OrPattern, first.Start, "", alternatives);
        }
        if (!Accept("as"))
            return first;
        var name = ExpectBoundName("a pattern target");
        if (name.Text == "_")
            throw new PythonSyntaxException(name.Start, "cannot use '_' as a target");
        if (Is(".") || Is("(") || Is("="))
            throw Unexpected("invalid pattern target");
        return new Node(NodeKind.AsPattern, first.Start, name.Text, first);
    }

    Node ClosedPattern() => Here switch
    {
        { Kind: TokenKind.Name } => NamePattern(),
        { Kind: TokenKind.Operator, Text: "(" } => SequencePattern(")"),
        { Kind: TokenKind.Operator, Text: "[" } => SequencePattern("]"),
        { Kind: TokenKind.Operator, Text: "{" } => MappingPattern(),
        _ => LiteralPattern(),
    };

    Node NamePattern()
    {
        var start = next;
        var first = Take();
        var isValue = Is(".");
        while (Accept("."))
            ExpectName("an attribute");
        var value = new Node(NodeKind.ValuePattern, first.Start, source[first.Start..tokens[next - 1].End], new Node(NodeKind.Name, first.Start, first.Text));
        if (Is("("))
            return ClassPattern(value);
        if (isValue)
            return value;
        next = start;
        return new Node(NodeKind.CapturePattern, first.Start, ExpectBoundName().Text);
    }

    Node SequencePattern(string close)
    {
        var start = Take().Start;
        var patterns = new List<Node>();
        var isSequence = close == "]" || Is(close);
        while (!Accept(close))
        {
            patterns.Add(StarOrPattern());
            if (Accept(","))
                isSequence = true;
            else if (!Is(close))
                throw Unexpected($"expected ',' or '{close}'");
        }
        if (isSequence)
            return new Node(NodeKind.SequencePattern, start, "", patterns);
        return patterns[0].Kind == NodeKind.StarPattern ? throw Invalid(patterns[0], "a starred pattern must stand in a sequence") : patterns[0];
    }

    Node MappingPattern()
    {
        var start = Take().Start;
        var parts = new List<Node>();
        while (!Accept("}"))
        {
            if (Accept("**"))
            {
                var rest = ExpectBoundName();
                if (rest.Text == "_")
                    throw new PythonSyntaxException(rest.Start, "'**_' is not allowed in a mapping pattern");
                parts.Add(new Node(NodeKind.CapturePattern, rest.Start, rest.Text));
                Accept(",");
                if (!Is("}"))
                    throw Unexpected("the double-starred name must come last in a mapping pattern");
                continue;
            }
            var key = Here.Kind == TokenKind.Name ? NamePattern() : LiteralPattern();
            if (key.Kind != NodeKind.ValuePattern)
                throw Invalid(key, "mapping pattern keys may only match literals and attribute lookups");
            Expect(":");
            parts.AddRange([key, Pattern()]);
            if (!Is("}") && !Accept(","))
                throw Unexpected("expected ',' or '}'");
        }
        return new Node(NodeKind.MappingPattern, start, "", parts);
    }

    Node ClassPattern(Node type)
    {
        Take();
        var parts = new List<Node> { type };
        while (!Accept(")"))
        {
            var start = Here;
            if (Here.Kind == TokenKind.Name && Is(Ahead(1), "="))
            {
                next += 2;
                parts.Add(new Node(NodeKind.KeywordPattern, start.Start, start.Text, Pattern()));
            }
            else if (parts[^1].Kind == NodeKind.KeywordPattern)
            {
                throw Unexpected("positional patterns follow keyword patterns");
            }
            else
            {
                parts.Add(Pattern());
            }
            if (!Is(")") && !Accept(","))
                throw Unexpected("expected ',' or ')'");
        }
        return new Node(NodeKind.ClassPattern, type.Start, type.Text, parts);
    }
}
