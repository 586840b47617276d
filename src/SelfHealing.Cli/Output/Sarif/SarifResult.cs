using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Cli.Output.Sarif;

/// <summary>One crash as a SARIF result.</summary>
sealed class SarifResult(Snapshot run, SarifText text)
{
    readonly JsonNode? data = RunStatus.DataOf(run);
    readonly CrashReport? crash = RunStatus.DataOf(run)?["crash"].Deserialize(StepJson.Default.CrashReport);
    readonly CodeAtCrash? code = RunStatus.DataOf(run)?["code"].Deserialize(StepJson.Default.CodeAtCrash);
    readonly string status = RunStatus.Of(run);

    /// <summary>The exception's type.</summary>
    public string Rule => crash is { ExceptionType.Length: > 0 } ? PlainText.OneLine(text.Of(crash.ExceptionType), 200) : "crash";

    public async Task<JsonObject> ToJsonAsync(int ruleIndex, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var result = new JsonObject
        {
            ["ruleId"] = Rule,
            ["ruleIndex"] = ruleIndex,
            ["level"] = crash is { Outcome: ParseOutcome.Crash } ? "error" : "note",
            ["message"] = text.Message(Describe()),
            ["locations"] = new JsonArray(Place() is { } place ? Location(place) : Service()),
            ["properties"] = Properties(),
        };
        if (crash?.Fingerprint.Split(':') is [var version, var fingerprint])
            result["partialFingerprints"] = new JsonObject { [$"selfHealing/{version}"] = fingerprint };
        if (code is { Frames.Count: > 0 })
        {
            result["stacks"] = new JsonArray(new JsonObject
            {
                ["message"] = new JsonObject { ["text"] = "The crash's calls that are in the repository" },
                ["frames"] = new JsonArray([.. code.Frames.Reverse().Select(frame => (JsonNode)new JsonObject { ["location"] = Location(frame) })]),
            });
            result["codeFlows"] = new JsonArray(new JsonObject
            {
                ["threadFlows"] = new JsonArray(new JsonObject
                {
                    ["locations"] = new JsonArray([.. code.Frames.Select(frame => (JsonNode)new JsonObject { ["location"] = Location(frame) })]),
                }),
            });
        }
        if (status is "healed" or RunStatus.Waiting && code is not null && (string?)data?["validation"]?["patch"] is { } patch)
            await AddFixAsync(result, code, patch, artifacts, cancellation);
        return result;
    }

    async Task AddFixAsync(JsonObject result, CodeAtCrash at, string patch, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var change = await artifacts.GetJsonAsync(patch, StepJson.Default.Patch, cancellation);
        var source = await SourceArtifact.GetAsync(artifacts, at.Source, cancellation);
        // A fix with a gap in it would be another fix.
        if (change.Files.Values.All(text.IsFree))
            result["fixes"] = new JsonArray(SarifFix.Of(at.Root, source.Files, change.Files, text.Message((string?)data?["fix"]?["rootCause"])));
        else
            result["properties"]!["fixLeftOut"] = "A changed file holds what looks like a secret.";
    }

    string Describe()
    {
        var lines = new List<string> { crash is null ? "The program crashed." : $"{crash.ExceptionType}: {crash.Message}".TrimEnd(' ', ':') };
        if ((string?)data?["fix"]?["rootCause"] is { Length: > 0 } rootCause)
            lines.Add($"Root cause: {rootCause}");
        lines.Add(status switch
        {
            "healed" when (string?)data?["pullRequest"]?["url"] is { } url => $"Pull request with the fix: {url}",
            "healed" => $"The branch {(string?)data?["pullRequest"]?["branch"]} has the fix.",
            RunStatus.Waiting => $"A fix waits for approval: selfheal approve {run.Execution.Name}",
            _ => $"{status}: {RunStatus.ReasonOf(run)}",
        });
        return string.Join("\n\n", lines);
    }

    // The frame to blame, as it was found in the repository; else the innermost one that was.
    MappedFrame? Place() => code?.Frames.LastOrDefault(frame => frame.Frame == crash?.Culprit) ?? code?.Frames.LastOrDefault();

    JsonObject Location(MappedFrame frame)
    {
        var region = new JsonObject { ["startLine"] = frame.Line };
        if (frame.Frame.Column is > 0 and var column && frame.Frame.Line == frame.Line)
            region["startColumn"] = column;
        var location = new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = SarifText.Artifact(code!.Root + frame.Path),
                ["region"] = region,
            },
        };
        if (frame.Frame.Function is { Length: > 0 } function)
            location["logicalLocations"] = new JsonArray(new JsonObject { ["name"] = text.Of(function, 200), ["kind"] = "function" });
        return location;
    }

    // No frame is known to be in the repository: all that is known is which service crashed.
    JsonObject Service()
    {
        var root = ((string?)data?["service"]?["root"] ?? "").Trim('/');
        return new JsonObject { ["physicalLocation"] = new JsonObject { ["artifactLocation"] = SarifText.Artifact(root.Length > 0 ? root : ".") } };
    }

    JsonObject Properties()
    {
        var properties = new JsonObject { ["outcome"] = status, ["run"] = run.Execution.Name };
        if (code is not null)
            properties["crashedCommit"] = code.Commit;
        foreach (var (name, value) in ((string, JsonNode?)[])
            [
                ("branch", data?["pullRequest"]?["branch"]), ("commit", data?["pullRequest"]?["commit"]), ("pullRequest", data?["pullRequest"]?["url"]),
                ("author", data?["fix"]?["author"]), ("confidence", data?["fix"]?["confidence"]),
            ])
        {
            if (value is not null)
                properties[name] = value.DeepClone();
        }
        return properties;
    }
}
