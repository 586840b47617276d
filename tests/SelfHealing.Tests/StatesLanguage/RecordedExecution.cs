using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>A state machine with the execution that AWS recorded for it.</summary>
sealed class RecordedExecution
{
    readonly JsonNode row;

    RecordedExecution(JsonNode row) => this.row = row;

    public static IReadOnlyDictionary<string, RecordedExecution> All { get; } = File
        .ReadLines(DataFile("recorded-executions.jsonl"))
        .Select(static line => new RecordedExecution(JsonNode.Parse(line)!))
        .ToDictionary(static recorded => recorded.Name);

    /// <summary>The rows that are not run, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotRun { get; } = JsonNode
        .Parse(File.ReadAllText(DataFile("not-run.json")))!.AsObject()
        .ToDictionary(static entry => entry.Key, static entry => entry.Value!.GetValue<string>());

    public string Name => row["test"]!.GetValue<string>().Split("/v2/")[1];

    public string Definition => row["definition"]!.ToJsonString();

    public JsonNode? Input => Json.Parse(row["input"]!.GetValue<string>());

    public string Status => row["expected"]!["status"]!.GetValue<string>();

    public JsonObject Details => row["expected"]!["details"]!.AsObject();

    public IReadOnlyList<RecordedEvent> History =>
        [.. row["history"]!.AsArray().Select(static recorded => new RecordedEvent(recorded!.AsObject()))];

    /// <summary>The service integrations that the definition uses, whichever they are.</summary>
    public IReadOnlySet<string> Integrations => Resources(row["definition"])
        .Where(static resource => resource.StartsWith("arn:aws:states:::"))
        .Select(static resource => resource["arn:aws:states:::".Length..])
        .ToHashSet();

    static string DataFile(string name) => Path.Combine(AppContext.BaseDirectory, "StatesLanguage", "Data", name);

    static IEnumerable<string> Resources(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member =>
            member is { Key: "Resource", Value: JsonValue resource } ? [resource.GetValue<string>()] : Resources(member.Value)),
        JsonArray items => items.SelectMany(Resources),
        _ => [],
    };
}

/// <summary>An event of a recorded history.</summary>
sealed class RecordedEvent(JsonObject row)
{
    public string Type => row["type"]!.GetValue<string>();

    /// <summary>Null where the recording masks it.</summary>
    public long? PreviousId => row["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.Number
        ? row["previousEventId"]!.GetValue<long>()
        : null;

    public JsonObject Details =>
        row.FirstOrDefault(static member => member.Key.EndsWith("EventDetails")).Value as JsonObject ?? [];

    /// <summary>The output of a task. AWS keeps it as JSON text, and the recording shows objects parsed.</summary>
    public JsonNode? Output => Details["output"] is JsonValue text ? Json.Parse(text.GetValue<string>()) : Details["output"];

    public string? Error => (string?)Details["error"];

    public string? Cause => Details["cause"] is JsonObject cause ? Json.Write(cause) : (string?)Details["cause"];

    public bool IsSubmittedAndAwaited =>
        Type == "TaskSubmitted" && (string?)Details["resource"] is { } resource && resource.Contains(".sync");

    public override string ToString() => $"{PreviousId} {Type} {Details.ToJsonString()}";
}
