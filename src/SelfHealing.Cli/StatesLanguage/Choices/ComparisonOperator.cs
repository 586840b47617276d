using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// A comparison operator of Choice rules, such as <c>NumericLessThan</c>. Values of any other type than the operator's own
/// never satisfy it.
/// </summary>
/// <param name="TakesPath">The operand is a path, as in <c>NumericLessThanPath</c>.</param>
/// <param name="Accepts">Whether a literal can be the operand.</param>
sealed record ComparisonOperator(string Name, bool TakesPath, Func<JsonNode?, bool> Accepts, Func<JsonNode?, JsonNode?, bool> Holds)
{
    public const string IsPresent = "IsPresent";

    /// <summary>All operators by name.</summary>
    public static readonly FrozenDictionary<string, ComparisonOperator> All =
        Ordered("String", CompareStrings)
            .Concat(Ordered("Numeric", CompareNumbers))
            .Concat(Ordered("Timestamp", CompareTimestamps))
            .Concat(Both("BooleanEquals", IsBoolean, static (left, right) => IsBoolean(left) && JsonNode.DeepEquals(left, right)))
            .Append(new("StringMatches", TakesPath: false, IsString, Matches))
            .Concat(TypeTests())
            .ToFrozenDictionary(static one => one.Name, StringComparer.Ordinal);

    static IEnumerable<ComparisonOperator> Ordered(string type, Func<JsonNode?, JsonNode?, int?> compare)
    {
        bool Accepts(JsonNode? literal) => compare(literal, literal) is not null;
        return Both($"{type}Equals", Accepts, (left, right) => compare(left, right) == 0)
            .Concat(Both($"{type}LessThan", Accepts, (left, right) => compare(left, right) < 0))
            .Concat(Both($"{type}GreaterThan", Accepts, (left, right) => compare(left, right) > 0))
            .Concat(Both($"{type}LessThanEquals", Accepts, (left, right) => compare(left, right) <= 0))
            .Concat(Both($"{type}GreaterThanEquals", Accepts, (left, right) => compare(left, right) >= 0));
    }

    static IEnumerable<ComparisonOperator> Both(string name, Func<JsonNode?, bool> accepts, Func<JsonNode?, JsonNode?, bool> holds) =>
    [
        new(name, TakesPath: false, accepts, holds),
        new($"{name}Path", TakesPath: true, accepts, holds),
    ];

    static IEnumerable<ComparisonOperator> TypeTests() =>
    [
        Test("IsNull", static value => value is null),
        // Whether a path leads anywhere is seen before there is a value: see TestCondition.
        Test(IsPresent, static _ => true),
        Test("IsNumeric", Json.IsNumber),
        Test("IsString", IsString),
        Test("IsBoolean", IsBoolean),
        Test("IsTimestamp", static value => TryTime(value, out _)),
    ];

    static ComparisonOperator Test(string name, Func<JsonNode?, bool> test) => new(
        name, TakesPath: false, IsBoolean, (value, expected) => Json.TryBoolean(expected, out var wanted) && test(value) == wanted);

    static bool IsString(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    static bool IsBoolean(JsonNode? value) => Json.TryBoolean(value, out _);

    static bool TryTime(JsonNode? value, out DateTimeOffset time)
    {
        time = default;
        return Json.TryString(value, out var text) && Timestamp.TryParse(text, out time);
    }

    static int? CompareStrings(JsonNode? left, JsonNode? right) =>
        Json.TryString(left, out var first) && Json.TryString(right, out var second) ? string.CompareOrdinal(first, second) : null;

    static int? CompareNumbers(JsonNode? left, JsonNode? right)
    {
        if (Json.TryLong(left, out var first) && Json.TryLong(right, out var second))
            return first.CompareTo(second);
        return Json.TryDouble(left, out var firstReal) && Json.TryDouble(right, out var secondReal)
            ? firstReal.CompareTo(secondReal)
            : null;
    }

    static int? CompareTimestamps(JsonNode? left, JsonNode? right) =>
        TryTime(left, out var first) && TryTime(right, out var second) ? first.CompareTo(second) : null;

    static bool Matches(JsonNode? value, JsonNode? pattern) =>
        Json.TryString(value, out var text) && Json.TryString(pattern, out var wanted) && new StringPattern(wanted).Matches(text);
}
