using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support.GitHub;

/// <summary>Whole answers of GitHub, out of the description of its API.</summary>
static class GitHubExamples
{
    public static string Description { get; } = Path.Combine(AppContext.BaseDirectory, "Adapters/GitHub/Data/api.github.com.json");

    static readonly Lazy<JsonNode> Examples = new(() => JsonNode.Parse(File.ReadAllText(Description))!["components"]!["examples"]!);

    public static JsonObject Object(string name) => Examples.Value[name]!["value"]!.DeepClone().AsObject();

    /// <summary>The first element of an example that is a list.</summary>
    public static JsonObject Item(string name) => Examples.Value[name]!["value"]![0]!.DeepClone().AsObject();
}
