using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Redaction;

namespace SelfHealing.Cli.Output.Sarif;

/// <summary>What came of a log's crashes as SARIF 2.1.0, which CI systems show beside the code: a result for each crash, at the line to blame.</summary>
static class SarifLog
{
    const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public static async Task<JsonObject> OfAsync(
        IReadOnlyList<Snapshot> runs, ExitCode exitCode, IArtifactStore artifacts, Redactor redactor, CancellationToken cancellation)
    {
        var rules = new JsonArray();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var results = new JsonArray();
        foreach (var run in runs)
        {
            var result = new SarifResult(run, new SarifText(run, redactor));
            if (indexes.TryAdd(result.Rule, rules.Count))
                rules.Add((JsonNode)RuleOf(result.Rule));
            results.Add((JsonNode)await result.ToJsonAsync(indexes[result.Rule], artifacts, cancellation));
        }
        return new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject { ["name"] = "SelfHealing", ["version"] = Application.Version, ["rules"] = rules },
                },
                ["invocations"] = new JsonArray(new JsonObject
                {
                    ["executionSuccessful"] = exitCode != ExitCode.Unexpected,
                    ["exitCode"] = (int)exitCode,
                }),
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = results,
            }),
        };
    }

    /// <exception cref="UsageException">The file's folder does not exist, or it is one itself.</exception>
    public static void CheckFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder))
            throw new UsageException($"--sarif {path}: its folder does not exist.");
        if (Directory.Exists(path))
            throw new UsageException($"--sarif {path} is a folder. Name a file in it.");
    }

    static JsonObject RuleOf(string rule) => new()
    {
        ["id"] = rule,
        ["shortDescription"] = new JsonObject { ["text"] = $"The program crashed: {rule}" },
        ["defaultConfiguration"] = new JsonObject { ["level"] = "error" },
    };
}
