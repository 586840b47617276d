using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>
/// Compares a value with a recorded one. The recordings mask what differs from run to run: ARNs, times, tokens, request ids.
/// </summary>
static partial class MaskedJson
{
    // Words that stand for a whole value.
    static readonly HashSet<string> Masks =
    [
        "date", "timestamp", "start-time", "entered-time", "snf_role_arn", "sqs_queue_url", "sqs-queue-url", "table-name",
        "detail-type", "topic-arn", "state-machine-arn", "lambda_function_name", "x-amzn-RequestId", "executionSucceededEventDetails.output",
    ];

    // What the HTTP response of an API call said.
    static readonly HashSet<string> CallMetadata = ["SdkHttpMetadata", "SdkResponseMetadata"];

    public static bool Matches(JsonNode? recorded, JsonNode? actual) => recorded switch
    {
        null => actual is null,
        JsonArray items => actual is JsonArray others
            && items.Count == others.Count
            && items.Zip(others).All(static pair => Matches(pair.First, pair.Second)),
        JsonObject members => actual is JsonObject others
            && Names(members).SetEquals(Names(others))
            && members.All(member => CallMetadata.Contains(member.Key) || Matches(member.Value, others[member.Key])),
        _ when recorded.GetValueKind() == JsonValueKind.String => MatchesText(recorded.GetValue<string>(), actual),
        _ => JsonNode.DeepEquals(recorded, actual),
    };

    /// <summary>Compares with a value that AWS keeps as JSON text, which the recording shows parsed if it is an object.</summary>
    public static bool MatchesDocument(JsonNode? recorded, JsonNode? actual)
    {
        if (recorded is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return Matches(recorded, actual);
        var text = value.GetValue<string>();
        return Masks.Contains(text) || (TryParse(text, out var parsed) && Matches(parsed, actual));
    }

    /// <summary>Compares with a text that the recording shows parsed if it is a JSON object.</summary>
    public static bool MatchesCause(JsonNode? recorded, string? actual) => recorded is JsonObject
        ? TryParse(actual ?? "", out var parsed) && Matches(recorded, parsed)
        : Matches(recorded, actual);

    // Older recordings have a context object without this member.
    static HashSet<string> Names(JsonObject members) =>
        members.Select(static member => member.Key).Where(static name => name != "RedriveCount").ToHashSet();

    static bool MatchesText(string recorded, JsonNode? actual)
    {
        if (Masks.Contains(recorded) || recorded.StartsWith("arn:"))
            return actual is not null;
        if (actual?.GetValueKind() != JsonValueKind.String)
            return false;
        var text = actual.GetValue<string>();
        if (recorded.StartsWith('{') && TryParse(recorded, out var recordedJson) && TryParse(text, out var actualJson))
            return Matches(recordedJson, actualJson);
        // The end of names that were made for one test run.
        text = text.Replace("abcd1234", "");
        return recorded == text || HasInOrder(text, Placeholder().Split(recorded));
    }

    static bool HasInOrder(string text, string[] parts)
    {
        if (parts.Length == 1 || !text.StartsWith(parts[0]) || !text.EndsWith(parts[^1]))
            return false;
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }
        return true;
    }

    static bool TryParse(string text, out JsonNode? parsed)
    {
        parsed = null;
        try
        {
            parsed = Json.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("<+[A-Za-z][^<>]*>(?::[0-9]+>)?")]
    private static partial Regex Placeholder();
}
