using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelfHealing.Issues;

/// <summary>How stores keep an issue: as one document, so that no store has to know its parts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Issue))]
sealed partial class IssueJson : JsonSerializerContext
{
    /// <summary>The document.</summary>
    public static string Write(Issue issue) => JsonSerializer.Serialize(issue, Default.Issue);

    /// <summary>The issue of a document.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Issue Read(string document) =>
        JsonSerializer.Deserialize(document, Default.Issue) ?? throw new JsonException("The document is null.");
}
