using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The values that a function is called with, read as the types it needs.</summary>
/// <param name="call">The call as written, for messages.</param>
sealed class IntrinsicArguments(string call, JsonNode?[] values)
{
    public int Count => values.Length;

    public JsonNode? this[int index] => values[index];

    public IEnumerable<JsonNode?> All => values;

    public string Text(int index) =>
        Json.TryString(values[index], out var text) ? text : throw Wrong(index, "a string");

    public bool Boolean(int index) =>
        Json.TryBoolean(values[index], out var value) ? value : throw Wrong(index, "a boolean");

    public JsonArray Array(int index) => values[index] as JsonArray ?? throw Wrong(index, "an array");

    public JsonObject Object(int index) => values[index] as JsonObject ?? throw Wrong(index, "an object");

    /// <summary>Numbers with a fraction are rounded to the nearest whole number.</summary>
    public int Integer(int index)
    {
        if (!Json.TryDouble(values[index], out var number))
            throw Wrong(index, "a number");
        var rounded = Math.Round(number, MidpointRounding.AwayFromZero);
        return rounded is >= int.MinValue and <= int.MaxValue ? (int)rounded : throw Wrong(index, "a 32 bit integer");
    }

    public StatesErrorException Problem(string problem) => Problem(call, problem);

    public static StatesErrorException Problem(string call, string problem) =>
        StatesErrorException.Intrinsic($"The function '{call}' had the following error: {problem}");

    StatesErrorException Wrong(int index, string expected) => Problem(
        $"argument {index + 1} must be {expected} but is {values[index]?.GetValueKind() ?? JsonValueKind.Null}");
}
