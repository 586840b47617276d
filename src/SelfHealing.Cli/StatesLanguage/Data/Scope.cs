using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>What an expression can see: <c>$</c>, <c>$$</c>, the workflow variables, and the execution's randomness.</summary>
sealed record Scope(
    JsonNode? Data,
    Lazy<JsonObject> Context,
    IReadOnlyDictionary<string, JsonNode?> Variables,
    RandomSource Random)
{
    public Selection Select(JsonPath path) => path.Root switch
    {
        PathRoot.Context => path.Select(Context.Value),
        PathRoot.Variable when Variables.TryGetValue(path.Variable!, out var value) => path.Select(value),
        PathRoot.Variable => Selection.Missing($"The variable '{path.Variable}' has not been assigned"),
        _ => path.Select(Data),
    };

    /// <summary>The value of a path that stands alone in a field such as InputPath.</summary>
    /// <exception cref="StatesErrorException">States.Runtime: it selects nothing.</exception>
    public JsonNode? Read(JsonPath path)
    {
        var selection = Select(path);
        return selection.IsFound
            ? selection.Value
            : throw StatesErrorException.Runtime($"Invalid path '{path.Text}' : {selection.Problem}");
    }
}
