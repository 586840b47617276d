using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The intrinsic functions that make and read arrays.</summary>
static class ArrayFunctions
{
    // The documented limit of States.ArrayRange.
    const int MaxRange = 1000;

    public static JsonArray Array(IntrinsicArguments arguments) => Copy(arguments.All);

    /// <summary>Cuts an array into chunks of the given size; the last one takes what is left.</summary>
    public static JsonArray ArrayPartition(IntrinsicArguments arguments)
    {
        var size = arguments.Integer(1);
        if (size <= 0)
            throw arguments.Problem("the chunk size must be positive");
        return [.. arguments.Array(0).Chunk(size).Select(static chunk => (JsonNode?)Copy(chunk))];
    }

    public static JsonValue ArrayContains(IntrinsicArguments arguments) =>
        JsonValue.Create(arguments.Array(0).Any(item => JsonNode.DeepEquals(item, arguments[1])));

    /// <summary>From the first number up or down to the last one, which belongs to the range if a step meets it.</summary>
    public static JsonArray ArrayRange(IntrinsicArguments arguments)
    {
        long first = arguments.Integer(0);
        long last = arguments.Integer(1);
        long step = arguments.Integer(2);
        if (step == 0)
            throw arguments.Problem("the step must not be 0");
        var count = Math.Max(0, ((last - first) / step) + ((last - first) * Math.Sign(step) < 0 ? 0 : 1));
        if (count > MaxRange)
            throw arguments.Problem($"the range has more than {MaxRange} items");
        return [.. Enumerable.Range(0, (int)count).Select(i => (JsonNode?)JsonValue.Create(first + (i * step)))];
    }

    public static JsonNode? ArrayGetItem(IntrinsicArguments arguments)
    {
        var items = arguments.Array(0);
        var index = arguments.Integer(1);
        return index >= 0 && index < items.Count
            ? items[index]
            : throw arguments.Problem($"there is no item {index} in an array of {items.Count}");
    }

    /// <summary>Keeps the first of equal items.</summary>
    public static JsonArray ArrayUnique(IntrinsicArguments arguments) =>
        Copy(arguments.Array(0).Distinct(JsonValueComparer.Instance));

    static JsonArray Copy(IEnumerable<JsonNode?> items) => [.. items.Select(static item => item?.DeepClone())];
}
