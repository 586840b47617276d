using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SelfHealing.Steps;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Settings;

/// <summary>Reads the JSON document that sets a service: <c>logGroups</c>, and what <see cref="ServiceSettings"/> has. Only <c>logGroups</c> and <c>repository</c> have to be there.</summary>
static partial class ServiceDocument
{
    const int MostMinutes = 7 * 24 * 60;

    static readonly string[] RepositoryForms = ["https://", "ssh://", "git@"];

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">The document is not right; the message says what to change.</exception>
    public static MonitoredService Read(string name, string text)
    {
        if (!Name().IsMatch(name))
            throw new FormatException("a service's name has 1 to 100 letters, digits, dots, hyphens and underscores");
        var document = Parse(text);
        var logGroups = LogGroups(document["logGroups"]);
        document.Remove("logGroups");
        if (!document.TryAdd("name", name))
            throw new FormatException("\"name\" is taken from the parameter's name; remove it");
        foreach (var (property, value) in Defaults)
            document.TryAdd(property, value);
        var settings = Settings(document);
        Check(settings);
        return new MonitoredService(settings, logGroups);
    }

    static KeyValuePair<string, JsonNode?>[] Defaults => [new("branch", null), new("root", ""), new("model", "patterns"), new("verify", null)];

    static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new FormatException("it has to be a JSON object: {\"logGroups\": [\"…\"], \"repository\": \"…\"}");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"it is no JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}", problem);
        }
    }

    static List<string> LogGroups(JsonNode? node)
    {
        if (node is not JsonArray { Count: > 0 } array)
            throw new FormatException("\"logGroups\" has to be a list of log group names");
        return [.. array.Select(item => item is JsonValue value && value.TryGetValue(out string? name) && LogGroup().IsMatch(name)
            ? name
            : throw new FormatException($"\"logGroups\" has {PlainText.OneLine(item?.ToJsonString() ?? "null", 100)}, which is no log group's name"))];
    }

    static ServiceSettings Settings(JsonObject document)
    {
        try
        {
            return document.Deserialize(ServiceJson.Default.ServiceSettings)!;
        }
        catch (JsonException problem)
        {
            var missing = document.ContainsKey("repository") ? "" : "\"repository\" is missing; ";
            throw new FormatException($"{missing}{PlainText.OneLine(problem.Message)}", problem);
        }
    }

    static void Check(ServiceSettings settings)
    {
        // Not encrypted only within this machine, as tokens are sent.
        if (!RepositoryForms.Any(form => settings.Repository.StartsWith(form, StringComparison.OrdinalIgnoreCase))
            && !(Uri.TryCreate(settings.Repository, UriKind.Absolute, out var local) && local is { Scheme: "http", IsLoopback: true }))
            throw new FormatException("\"repository\" has to be a git URL that begins with https://, ssh:// or git@");
        if (Uri.TryCreate(settings.Repository, UriKind.Absolute, out var url) && url.UserInfo.Contains(':'))
            throw new FormatException("\"repository\" has a password in it: keep it in a parameter of its own, and change it now");
        if (settings.Root.Split('/', '\\').Contains(".."))
            throw new FormatException("\"root\" has to be a folder of the repository, without ..");
        if (string.IsNullOrWhiteSpace(settings.Model))
            throw new FormatException("\"model\" is empty: patterns, or a model's name");
        if (settings.Verify is { } command && string.IsNullOrWhiteSpace(command))
            throw new FormatException("\"verify\" is empty: name a test command, or leave it out");
        if (settings.VerifyLimits is { Seconds: < 1 or > TestLimits.MostSeconds })
            throw new FormatException($"\"verifyLimits.seconds\" has to be between 1 and {TestLimits.MostSeconds}");
        if (settings.DeployMinutes is < 0 or > MostMinutes)
            throw new FormatException($"\"deployMinutes\" has to be between 0 and {MostMinutes}");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9_/.#-]{1,512}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LogGroup();
}

/// <summary>Reads what people write: a misspelt property is a mistake.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ServiceSettings))]
sealed partial class ServiceJson : JsonSerializerContext;
