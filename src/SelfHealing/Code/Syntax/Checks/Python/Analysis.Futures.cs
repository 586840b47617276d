using System.Collections.Frozen;

namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Analysis
{
    static readonly FrozenSet<string> Features = FrozenSet.Create(
        "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function", "unicode_literals",
        "barry_as_FLUFL", "generator_stop", "annotations");

    /// <summary>Future imports: at the beginning, with features that exist.</summary>
    void Futures(Node module)
    {
        var first = module.Children is [{ Kind: NodeKind.Expression } expression, ..] && expression.Children[0].Kind == NodeKind.String ? 1 : 0;
        var beginning = module.Children.Skip(first).TakeWhile(statement => statement.Kind == NodeKind.ImportFuture).ToList();
        foreach (var feature in beginning.SelectMany(statement => statement.Children))
        {
            hasFutureAnnotations |= feature.Text == "annotations";
            if (feature.Text == "braces")
                Report(feature, "not a chance");
            else if (!Features.Contains(feature.Text))
                Report(feature, $"future feature {feature.Text} is not defined");
        }
        allowedFutures = beginning.Count;
    }

    // Those at the beginning are the first that the walk meets.
    int allowedFutures;

    void CheckFuturePlace(Node node)
    {
        if (allowedFutures-- <= 0)
            Report(node, "from __future__ imports must occur at the beginning of the file");
    }
}
