using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A ResultPath: puts a value at one place of another value, making the objects on the way that are missing.</summary>
static class ReferencePath
{
    /// <returns>A changed copy; the values given stay as they are.</returns>
    /// <exception cref="StatesErrorException">States.ResultPathMatchFailure: the place is inside a value that is no object or array.</exception>
    public static JsonNode? Put(JsonPath path, JsonNode? target, JsonNode? value)
    {
        var steps = path.Steps;
        if (steps.IsEmpty)
            return value?.DeepClone();
        var result = target?.DeepClone();
        var parent = result;
        foreach (var step in steps[..^1])
            parent = Enter(parent, step, path, target);
        Set(parent, steps[^1], value?.DeepClone(), path, target);
        return result;
    }

    static JsonNode? Enter(JsonNode? parent, PathStep step, JsonPath path, JsonNode? target)
    {
        if (parent is JsonObject members && step is NameStep { Name: var name })
        {
            if (!members.ContainsKey(name))
                members[name] = new JsonObject();
            return members[name];
        }
        return parent is JsonArray items && step is IndexStep { Index: var index } && index < items.Count
            ? items[index]
            : throw Mismatch(path, target);
    }

    static void Set(JsonNode? parent, PathStep step, JsonNode? value, JsonPath path, JsonNode? target)
    {
        if (parent is JsonObject members && step is NameStep { Name: var name })
            members[name] = value;
        else if (parent is JsonArray items && step is IndexStep { Index: var index } && index < items.Count)
            items[index] = value;
        else
            throw Mismatch(path, target);
    }

    static StatesErrorException Mismatch(JsonPath path, JsonNode? target) => StatesErrorException.Interpreter(
        ErrorNames.ResultPathMatchFailure, $"Unable to apply ReferencePath {path.Text} to input {Json.Write(target)}");
}
