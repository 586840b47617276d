using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>One step of a path: from one value to none, one or many.</summary>
abstract record PathStep
{
    /// <summary>The step leads to at most one value, whatever the data.</summary>
    public abstract bool IsDefinite { get; }

    /// <param name="root">The whole document, for filters that look back to <c>$</c>.</param>
    public abstract void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into);
}

sealed record NameStep(string Name) : PathStep
{
    public override bool IsDefinite => true;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        if (node is JsonObject members && members.TryGetPropertyValue(Name, out var value))
            into.Add(value);
    }

    public override string ToString() => $"['{Name}']";
}

/// <summary>Several names at the end of a path select one object with those members that exist; elsewhere, each value.</summary>
sealed record NamesStep(ImmutableArray<string> Names, bool IsLast) : PathStep
{
    public override bool IsDefinite => IsLast;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        if (node is not JsonObject members)
            return;
        var present = Names.Where(members.ContainsKey);
        if (IsLast)
            into.Add(new JsonObject(present.Distinct(StringComparer.Ordinal)
                .Select(name => KeyValuePair.Create(name, members[name]?.DeepClone()))));
        else
            into.AddRange(present.Select(name => members[name]));
    }

    public override string ToString() => $"['{string.Join("','", Names)}']";
}

sealed record IndexStep(int Index) : PathStep
{
    public override bool IsDefinite => true;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        if (node is not JsonArray items)
            return;
        var index = Index < 0 ? items.Count + Index : Index;
        if (index >= 0 && index < items.Count)
            into.Add(items[index]);
    }

    public override string ToString() => $"[{Index}]";
}

sealed record IndexesStep(ImmutableArray<IndexStep> Indexes) : PathStep
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        foreach (var index in Indexes)
            index.Select(node, root, into);
    }
}

/// <summary><c>[start:end:step]</c>; negative positions count from the end, and the step is positive.</summary>
sealed record SliceStep(int? Start, int? End, int Step) : PathStep
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        if (node is not JsonArray items)
            return;
        var end = Position(End ?? items.Count, items.Count);
        for (long i = Position(Start ?? 0, items.Count); i < end; i += Step)
            into.Add(items[(int)i]);
    }

    static int Position(int given, int count) => Math.Clamp(given < 0 ? count + given : given, 0, count);
}

sealed record WildcardStep : PathStep
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        if (node is JsonArray items)
            into.AddRange(items);
        else if (node is JsonObject members)
            into.AddRange(members.Select(static member => member.Value));
    }
}

/// <summary><c>[?(...)]</c>: the items of an array for which the condition holds; an object is tested itself.</summary>
sealed record FilterStep(FilterCondition Condition) : PathStep
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        if (node is JsonArray items)
            into.AddRange(items.Where(item => Condition.Holds(item, root)));
        else if (node is JsonObject && Condition.Holds(node, root))
            into.Add(node);
    }
}

/// <summary><c>..</c>: the inner step, tried on the value and on everything below it, parents first.</summary>
sealed record DescendStep(PathStep Inner) : PathStep
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? node, JsonNode? root, List<JsonNode?> into)
    {
        Stack<JsonNode?> open = new([node]);
        while (open.TryPop(out var current))
        {
            Inner.Select(current, root, into);
            if (into.Count > JsonPath.MaxSelected)
                return;
            var children = current switch
            {
                JsonArray items => items.Reverse(),
                JsonObject members => members.Reverse().Select(static member => member.Value),
                _ => [],
            };
            foreach (var child in children)
                open.Push(child);
        }
    }
}
