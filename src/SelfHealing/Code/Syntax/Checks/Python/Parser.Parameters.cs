namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    /// <summary>The parameters of a function or lambda, up to the token that closes them.</summary>
    Node Parameters(string close, bool allowAnnotations)
    {
        var start = Here.Start;
        var parameters = new List<Node>();
        bool hasSlash = false, hasStar = false, hasDefault = false;
        while (!Is(close))
        {
            if (Is("/"))
            {
                if (hasSlash || hasStar || parameters.Count == 0)
                    throw Unexpected(hasSlash ? "/ may appear only once" : hasStar ? "/ must be ahead of *" : "at least one argument must precede /");
                hasSlash = true;
                Take();
            }
            else if (Is("**"))
            {
                Take();
                parameters.Add(Parameter(allowAnnotations, allowStarredAnnotation: false));
                NoDefault("var-keyword");
                Accept(",");
                if (!Is(close))
                    throw Unexpected("arguments cannot follow var-keyword argument");
                break;
            }
            else if (Is("*"))
            {
                if (hasStar)
                    throw Unexpected("* argument may appear only once");
                hasStar = true;
                StarParameter(parameters, close, allowAnnotations);
            }
            else
            {
                var parameter = Parameter(allowAnnotations, allowStarredAnnotation: false);
                var withDefault = Accept("=");
                if (withDefault)
                    parameter = new Node(parameter.Kind, parameter.Start, parameter.Text, [.. parameter.Children, Expression()]);
                else if (hasDefault && !hasStar)
                    throw Invalid(parameter, "parameter without a default follows parameter with a default");
                hasDefault |= withDefault;
                parameters.Add(parameter);
            }
            if (!Is(close) && !Accept(","))
                throw Unexpected($"expected ',' or '{close}'");
        }
        return new Node(NodeKind.Parameters, start, "", parameters);
    }

    void StarParameter(List<Node> parameters, string close, bool allowAnnotations)
    {
        Take();
        if (!Is(",") && !Is(close))
        {
            parameters.Add(Parameter(allowAnnotations, allowStarredAnnotation: true));
            NoDefault("var-positional");
            return;
        }
        if (Is(close) || Is(Ahead(1), close) || Is(Ahead(1), "**"))
            throw Unexpected("named arguments must follow bare *");
    }

    void NoDefault(string kind)
    {
        if (Is("="))
            throw Unexpected($"{kind} argument cannot have default value");
    }

    Node Parameter(bool allowAnnotations, bool allowStarredAnnotation)
    {
        var name = ExpectBoundName("a parameter");
        if (!allowAnnotations || !Accept(":"))
            return new Node(NodeKind.Parameter, name.Start, name.Text);
        var start = Here.Start;
        var annotation = allowStarredAnnotation && Is("*") ? Starred() : Expression();
        return new Node(NodeKind.Parameter, name.Start, name.Text, new Node(NodeKind.Annotation, start, "", annotation));
    }

    /// <summary>The type parameters of a function, class or type alias (PEP 695, defaults by PEP 696); null when there are none.</summary>
    Node? TypeParameters()
    {
        var start = Here.Start;
        if (!Accept("["))
            return null;
        var parameters = new List<Node>();
        var hasDefault = false;
        do
        {
            if (parameters.Count > 0 && Is("]"))
                break;
            var parameter = TypeParameter(out var withDefault);
            if (hasDefault && !withDefault)
                throw Invalid(parameter, $"non-default type parameter '{parameter.Text}' follows default type parameter");
            hasDefault = withDefault;
            parameters.Add(parameter);
        }
        while (Accept(","));
        if (!Accept("]"))
            throw Unexpected("expected ',' or ']'");
        return new Node(NodeKind.TypeParameters, start, "", parameters);
    }

    Node TypeParameter(out bool hasDefault)
    {
        var isTuple = Accept("*");
        var isSpecial = isTuple || Accept("**");
        var name = ExpectBoundName("a type parameter");
        var parts = new List<Node>();
        if (Is(":") && isSpecial)
            throw Unexpected("only plain type parameters can have a bound");
        if (Accept(":"))
            parts.Add(Expression());
        hasDefault = Accept("=");
        if (hasDefault)
            parts.Add(isTuple && Is("*") ? Starred() : Expression());
        return new Node(NodeKind.TypeParameter, name.Start, name.Text, parts);
    }
}
