using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The condition of a filter step, such as <c>@.price &lt; 10 &amp;&amp; @.title</c>.</summary>
abstract record FilterCondition
{
    public abstract bool Holds(JsonNode? item, JsonNode? root);
}

sealed record AllOf(ImmutableArray<FilterCondition> Parts) : FilterCondition
{
    public override bool Holds(JsonNode? item, JsonNode? root) => Parts.All(part => part.Holds(item, root));
}

sealed record AnyOf(ImmutableArray<FilterCondition> Parts) : FilterCondition
{
    public override bool Holds(JsonNode? item, JsonNode? root) => Parts.Any(part => part.Holds(item, root));
}

sealed record NoneOf(FilterCondition Part) : FilterCondition
{
    public override bool Holds(JsonNode? item, JsonNode? root) => !Part.Holds(item, root);
}

/// <summary>A path alone: it selects something, be it null or false.</summary>
sealed record Present(FilterOperand Operand) : FilterCondition
{
    public override bool Holds(JsonNode? item, JsonNode? root) => Operand.Read(item, root).IsFound;
}

/// <summary>Values of different types are never equal and have no order. A missing value equals nothing.</summary>
sealed record Comparison(FilterOperand Left, string Operator, FilterOperand Right) : FilterCondition
{
    public override bool Holds(JsonNode? item, JsonNode? root)
    {
        var left = Left.Read(item, root);
        var right = Right.Read(item, root);
        var both = left.IsFound && right.IsFound;
        return Operator switch
        {
            "==" => both && JsonNode.DeepEquals(left.Value, right.Value),
            "!=" => !(both && JsonNode.DeepEquals(left.Value, right.Value)),
            "<" => both && Order(left.Value, right.Value) < 0,
            "<=" => both && Order(left.Value, right.Value) <= 0,
            ">" => both && Order(left.Value, right.Value) > 0,
            _ => both && Order(left.Value, right.Value) >= 0,
        };
    }

    static int? Order(JsonNode? left, JsonNode? right)
    {
        if (Json.TryDouble(left, out var first) && Json.TryDouble(right, out var second))
            return first.CompareTo(second);
        if (Json.TryString(left, out var firstText) && Json.TryString(right, out var secondText))
            return string.CompareOrdinal(firstText, secondText);
        return null;
    }
}

/// <summary>A side of a comparison: a literal, or a path from the item (<c>@</c>) or from the document (<c>$</c>).</summary>
/// <param name="Steps">Null for a literal.</param>
sealed record FilterOperand(JsonNode? Literal, ImmutableArray<PathStep>? Steps, bool IsFromItem)
{
    public Selection Read(JsonNode? item, JsonNode? root)
    {
        if (Steps is not { } steps)
            return Selection.Of(Literal);
        var selected = JsonPath.SelectAll(IsFromItem ? item : root, steps, root);
        if (!steps.All(static step => step.IsDefinite))
            return Selection.Of(new JsonArray([.. selected.Select(static node => node?.DeepClone())]));
        return selected.Count == 0 ? Selection.Missing("") : Selection.Of(selected[0]);
    }
}
