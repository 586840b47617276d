using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// One event of an execution's history. Types and details are named as in the GetExecutionHistory of Step Functions, with the
/// details flat: <c>input</c>, <c>output</c>, <c>error</c>, <c>cause</c> and so on.
/// </summary>
/// <param name="Id">1 for the first event.</param>
/// <param name="PreviousId">The event that led to this one.</param>
/// <param name="State">The state it belongs to; null for events of the whole execution.</param>
sealed record HistoryEvent(long Id, long PreviousId, DateTimeOffset Timestamp, string Type, string? State, JsonObject Details);
