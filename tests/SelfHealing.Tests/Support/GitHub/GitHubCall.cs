using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support.GitHub;

/// <summary>A request that reached the server.</summary>
sealed record GitHubCall(string Method, string Path, IReadOnlyDictionary<string, string> Query, string? Authorization, JsonNode? Body)
{
    public string Line => $"{Method} {Path}";
}

/// <summary>What the server says.</summary>
sealed record GitHubAnswer(int Status, JsonNode? Body)
{
    public string? Raw { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static GitHubAnswer Error(int status, string message, params string[] details) => new(status, new JsonObject
    {
        ["message"] = message,
        ["errors"] = new JsonArray([.. details.Select(detail => (JsonNode?)new JsonObject
        {
            ["resource"] = "PullRequest", ["field"] = "base", ["code"] = "custom", ["message"] = detail,
        })]),
        ["documentation_url"] = "https://docs.github.com/rest",
    });
}
