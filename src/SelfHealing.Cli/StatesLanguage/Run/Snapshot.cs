using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>An execution at one moment, as it is stored: any process can go on from it.</summary>
/// <param name="LastEventId">The id of the last event of its history.</param>
/// <param name="Result">How it ended, or that it waits; null while it runs.</param>
sealed record Snapshot(ExecutionInfo Execution, Position Position, long LastEventId, ExecutionResult? Result)
{
    public string ToJson() => JsonSerializer.Serialize(this, SnapshotJson.Default.Snapshot);

    /// <exception cref="JsonException">The text is no snapshot.</exception>
    public static Snapshot FromJson(string json) =>
        JsonSerializer.Deserialize(json, SnapshotJson.Default.Snapshot) ?? throw new JsonException("a snapshot is an object");
}

/// <summary>What stays the same during an execution.</summary>
/// <param name="Id">In the form of an ARN, as the context object has it.</param>
sealed record ExecutionInfo(string Id, string Name, JsonNode? Input, DateTimeOffset StartTime);

[JsonSourceGenerationOptions(MaxDepth = 2 * Json.MaxDepth)]
[JsonSerializable(typeof(Snapshot))]
sealed partial class SnapshotJson : JsonSerializerContext;
