namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>Which expressions can be assigned to or deleted.</summary>
static class Targets
{
    /// <summary>What a message calls an expression.</summary>
    public static string Describe(Node node) => node.Kind switch
    {
        NodeKind.Name => "name",
        NodeKind.Attribute => "attribute",
        NodeKind.NamedExpression => "named expression",
        NodeKind.Expression => "expression",
        _ => node.Text,
    };

    /// <summary>Checks a target of <c>=</c>, <c>for</c>, <c>with</c> or a comprehension, and returns it.</summary>
    public static Node Assigned(Node target)
    {
        if (target.Kind == NodeKind.Starred)
            throw new PythonSyntaxException(target.Start, "starred assignment target must be in a list or tuple");
        Check(target, "assign to", allowStars: true);
        return target;
    }

    /// <summary>Checks what <c>del</c> names, and returns it.</summary>
    public static Node Deleted(Node target)
    {
        Check(target, "delete", allowStars: false);
        return target;
    }

    /// <summary>Checks the target of <c>+=</c> and its like, and returns it.</summary>
    public static Node Augmented(Node target)
    {
        if (target.Kind is not (NodeKind.Name or NodeKind.Attribute or NodeKind.Subscript))
            throw new PythonSyntaxException(target.Start, $"'{Describe(target)}' is an illegal expression for augmented assignment");
        Check(target, "assign to", allowStars: false);
        return target;
    }

    /// <summary>Checks the target of an annotation, and returns it.</summary>
    public static Node Annotated(Node target)
    {
        if (target.Kind is NodeKind.Tuple or NodeKind.List)
            throw new PythonSyntaxException(target.Start, $"only single target (not {target.Text}) can be annotated");
        if (target.Kind is not (NodeKind.Name or NodeKind.Attribute or NodeKind.Subscript))
            throw new PythonSyntaxException(target.Start, "illegal target for annotation");
        Check(target, "assign to", allowStars: false);
        return target;
    }

    // Recursion ends: brackets nest at most 200 deep.
    static void Check(Node target, string verb, bool allowStars)
    {
        switch (target.Kind)
        {
            case NodeKind.Name or NodeKind.Attribute when target.Text == "__debug__":
                throw new PythonSyntaxException(target.Start, $"cannot {verb} __debug__");
            case NodeKind.Name or NodeKind.Attribute or NodeKind.Subscript:
                return;
            case NodeKind.Starred when allowStars:
                Check(target.Children[0], verb, allowStars);
                return;
            case NodeKind.Tuple or NodeKind.List:
                var stars = 0;
                foreach (var element in target.Children)
                {
                    Check(element, verb, allowStars);
                    if (element.Kind == NodeKind.Starred && ++stars > 1)
                        throw new PythonSyntaxException(element.Start, "multiple starred expressions in assignment");
                }
                return;
            default:
                throw new PythonSyntaxException(target.Start, $"cannot {verb} {Describe(target)}");
        }
    }
}
