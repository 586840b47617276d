using System.Text;
using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Output;

/// <summary>A run as a JSON document: how it ended, and every state's result.</summary>
static class RunDocument
{
    // Where the state machine puts each state's result.
    static readonly (string State, string Key)[] Results =
    [
        ("Parse", "crash"), ("Dedupe", "issue"), ("FetchCode", "code"), ("Generate", "fix"), ("ValidateSyntax", "validation"),
        ("Verify", "verification"), ("RequestApproval", "approval"), ("CommitPullRequest", "pullRequest"), ("RecordFailure", "failure"),
    ];

    /// <summary>Prints several runs as one document.</summary>
    public static async Task PrintAsync(
        TextWriter output, LocalHost host, IReadOnlyList<Snapshot> snapshots, ExitCode exitCode, CancellationToken cancellation)
    {
        var runs = new JsonArray();
        foreach (var snapshot in snapshots)
            runs.Add((JsonNode)await OfAsync(snapshot, host.Artifacts, cancellation));
        var document = new JsonObject { ["exitCode"] = (int)exitCode, ["runs"] = runs };
        await output.WriteLineAsync(JsonPrinting.Text(document).AsMemory(), cancellation);
    }

    public static async Task<JsonObject> OfAsync(Snapshot snapshot, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var data = RunStatus.DataOf(snapshot);
        var status = RunStatus.Of(snapshot);
        var states = new JsonObject();
        foreach (var (state, key) in Results)
        {
            if (data?[key] is { } result)
                states[state] = Plain(result);
        }
        return new JsonObject
        {
            ["id"] = snapshot.Execution.Name,
            ["status"] = status,
            ["exitCode"] = (int)RunStatus.ExitCodeOf(status),
            ["reason"] = PlainText.Lines(RunStatus.ReasonOf(snapshot)),
            ["rootCause"] = Plain(data?["fix"]?["rootCause"]),
            ["branch"] = data?["pullRequest"]?["branch"]?.DeepClone(),
            ["commit"] = data?["pullRequest"]?["commit"]?.DeepClone(),
            ["pullRequest"] = data?["pullRequest"]?["url"]?.DeepClone(),
            ["diff"] = await DiffAsync(data, artifacts, cancellation),
            ["pullRequestText"] = await PullRequestTextAsync(data, artifacts, cancellation),
            ["states"] = states,
        };
    }

    /// <summary>A copy whose texts do nothing on a terminal.</summary>
    static JsonNode? Plain(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Plain(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Plain)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return PlainText.Lines(text);
            default:
                return node?.DeepClone();
        }
    }

    public static async Task<string?> DiffAsync(JsonNode? data, IArtifactStore artifacts, CancellationToken cancellation) =>
        (string?)data?["validation"]?["patch"] is { } patch
            ? (await artifacts.GetJsonAsync(patch, StepJson.Default.Patch, cancellation)).Diff
            : null;

    public static async Task<string?> PullRequestTextAsync(JsonNode? data, IArtifactStore artifacts, CancellationToken cancellation) =>
        (string?)data?["pullRequest"]?["text"] is { } text
            ? Encoding.UTF8.GetString(await artifacts.GetAsync(text, cancellation))
            : null;
}
