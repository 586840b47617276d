using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Puts values for <c>${Name}</c> into a definition, as DefinitionSubstitutions of AWS SAM does on a deploy.</summary>
static partial class Substitutions
{
    public static JsonNode? Apply(JsonNode? node, IReadOnlyDictionary<string, string> values, string pointer, List<string> problems)
    {
        switch (node)
        {
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(
                    member.Key, Apply(member.Value, values, JsonPointer.Add(pointer, member.Key), problems))));
            case JsonArray items:
                return new JsonArray([.. items.Select((item, i) => Apply(item, values, $"{pointer}/{i}", problems))]);
            default:
                return Json.TryString(node, out var text) && text.Contains("${", StringComparison.Ordinal)
                    ? JsonValue.Create(Replace(text, values, pointer, problems))
                    : node?.DeepClone();
        }
    }

    static string Replace(string text, IReadOnlyDictionary<string, string> values, string pointer, List<string> problems) =>
        Placeholder().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if (values.TryGetValue(name, out var value))
                return value;
            problems.Add($"{pointer}: there is no value for ${{{name}}}");
            return match.Value;
        });

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_.]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
