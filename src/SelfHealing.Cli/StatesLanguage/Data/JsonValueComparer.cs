using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Compares JSON by value: 1 and 1.0 are equal, and the order of members does not matter.</summary>
sealed class JsonValueComparer : IEqualityComparer<JsonNode?>
{
    public static readonly JsonValueComparer Instance = new();

    public bool Equals(JsonNode? x, JsonNode? y) => JsonNode.DeepEquals(x, y);

    public int GetHashCode(JsonNode? obj)
    {
        if (Json.TryDouble(obj, out var number))
            return number.GetHashCode();
        return obj switch
        {
            null => 0,
            JsonArray items => HashCode.Combine(items.Count, items.Count > 0 ? GetHashCode(items[0]) : 1),
            JsonObject members => HashCode.Combine(members.Count, members.Aggregate(0, (sum, member) => unchecked(
                sum + HashCode.Combine(member.Key.GetHashCode(StringComparison.Ordinal), GetHashCode(member.Value))))),
            _ => obj.GetValueKind() == JsonValueKind.String
                ? obj.GetValue<string>().GetHashCode(StringComparison.Ordinal)
                : obj.GetValueKind().GetHashCode(),
        };
    }
}
