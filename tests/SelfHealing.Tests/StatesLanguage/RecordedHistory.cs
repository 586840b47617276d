using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Compares a history with the recorded one, event by event.</summary>
static class RecordedHistory
{
    // What only AWS can tell, or the recording adds.
    static readonly HashSet<string> NotCompared =
        ["inputDetails", "outputDetails", "assignedVariablesDetails", "roleArn", "region", "mapRunArn"];

    static readonly HashSet<string> Documents = ["input", "output", "parameters"];

    public static string? Difference(IReadOnlyList<RecordedEvent> recorded, IReadOnlyList<HistoryEvent> events)
    {
        // When iterations time out at the same moment, chance decides how many are stopped before they notice.
        if (recorded.Any(static added => added.Type == "MapIterationAborted"))
            return null;
        if (HasEventsInAnyOrder(recorded))
            return Types(recorded.Select(static added => added.Type), events.Select(static added => added.Type));
        for (var i = 0; i < Math.Max(recorded.Count, events.Count); i++)
        {
            if (i >= recorded.Count || i >= events.Count || !Same(recorded[i], events[i], IsAfterMapRun(recorded, i)))
                return $"event {i + 1}: AWS: {recorded.ElementAtOrDefault(i)}; here: {Show(events.ElementAtOrDefault(i))}";
        }
        return null;
    }

    /// <summary>
    /// Several branches or iterations at once, or an execution that AWS starts and awaits in one task, which is two events more.
    /// </summary>
    static bool HasEventsInAnyOrder(IReadOnlyList<RecordedEvent> recorded) =>
        recorded.Any(static added => added.PreviousId is null || added.Type == "ParallelStateStarted" || added.IsSubmittedAndAwaited)
        || recorded.Where(static added => added.Type == "MapIterationStarted").GroupBy(static added => added.PreviousId)
            .Any(static iterations => iterations.Count() > 1);

    // AWS lets this one point to one or the other event of the map run.
    static bool IsAfterMapRun(IReadOnlyList<RecordedEvent> recorded, int i) =>
        recorded[i].Type == "MapStateExited" && recorded[i - 2].Type == "MapRunSucceeded";

    static string? Types(IEnumerable<string> recorded, IEnumerable<string> actual)
    {
        var (left, right) = (Sorted(recorded), Sorted(actual));
        return left == right ? null : $"AWS: {left}; here: {right}";
    }

    // The recordings leave out how Parallel states inside others end, and that any has succeeded.
    static string Sorted(IEnumerable<string> types) => string.Join(
        ' ', types.Where(static type => type is not ("ParallelStateSucceeded" or "ParallelStateExited" or "TaskSubmitted")).Order());

    static bool Same(RecordedEvent recorded, HistoryEvent actual, bool anyPrevious) =>
        recorded.Type == actual.Type
        && (anyPrevious || recorded.PreviousId == actual.PreviousId)
        && recorded.Details.All(detail => NotCompared.Contains(detail.Key) || SameDetail(detail.Key, detail.Value, actual.Details[detail.Key]));

    static bool SameDetail(string name, JsonNode? recorded, JsonNode? actual) => name switch
    {
        _ when Documents.Contains(name) => MaskedJson.MatchesDocument(recorded, actual),
        "cause" => MaskedJson.MatchesCause(recorded, (string?)actual),
        "assignedVariables" => recorded!.AsObject().All(variable => MaskedJson.MatchesDocument(variable.Value, actual?[variable.Key])),
        _ => MaskedJson.Matches(recorded, actual),
    };

    static string Show(HistoryEvent? actual) => actual is null ? "none" : $"{actual.PreviousId} {actual.Type} {actual.Details.ToJsonString()}";
}
