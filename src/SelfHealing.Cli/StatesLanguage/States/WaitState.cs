using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Wait state: goes on after some seconds or at a point in time. The end is stored, so a restart does not prolong it.</summary>
sealed record WaitState(
    string Name,
    DataFlow Flow,
    long? Seconds,
    JsonPath? SecondsPath,
    DateTimeOffset? Timestamp,
    JsonPath? TimestampPath,
    Assignment Assign,
    string? Next) : State(Name)
{
    static readonly string[] Fields = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

    // Step Functions counts the seconds of a wait in 32 bits.
    const long MaxSeconds = int.MaxValue;

    public override string Type => "Wait";

    public override IEnumerable<string> Targets => OneOrNone(Next);

    public static WaitState Read(string name, DefinitionNode node)
    {
        if (Fields.Count(node.Has) != 1)
            node.Problem($"there must be exactly one of {string.Join(", ", Fields)}");
        return new WaitState(
            name,
            DataFlow.Read(node),
            node.Integer("Seconds", 0, StateMachine.MaxSeconds),
            node.Path("SecondsPath"),
            node.Time("Timestamp"),
            node.Path("TimestampPath"),
            Assignment.Read(node),
            StateReader.Next(node));
    }

    public override async Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken)
    {
        var input = Flow.Input(visit);
        if (visit.Position.ResumeAt is null)
        {
            var due = Due(visit.Scope(input), visit.Now);
            if ((due - visit.Now).TotalSeconds > MaxSeconds)
                throw StatesErrorException.Runtime("Wait state delay is too long.");
            visit.Move(visit.Position with { ResumeAt = due });
            await visit.SaveAsync(cancellationToken);
        }
        await visit.PauseUntilAsync(visit.Position.ResumeAt!.Value, cancellationToken);
        return new MoveOn(Next, Flow.PassOn(visit), Assign.Evaluate(visit.Scope(input)));
    }

    DateTimeOffset Due(Scope scope, DateTimeOffset now)
    {
        if (SecondsPath is not null)
            return now.AddSeconds(ReadSeconds(SecondsPath, scope.Read(SecondsPath)));
        if (TimestampPath is not null)
            return ReadTimestamp(TimestampPath, scope.Read(TimestampPath));
        return Timestamp ?? now.AddSeconds(Seconds ?? 0);
    }

    static long ReadSeconds(JsonPath path, JsonNode? value)
    {
        var shown = $"{path.Text} == {Json.Display(value)}";
        if (!Json.TryLong(value, out var seconds))
            throw StatesErrorException.Runtime($"The SecondsPath parameter cannot be parsed as a long value: {shown}");
        if (seconds < 0)
            throw StatesErrorException.Runtime($"The SecondsPath parameter references a negative value: {shown}");
        return Math.Min(seconds, MaxSeconds + 1);
    }

    static DateTimeOffset ReadTimestamp(JsonPath path, JsonNode? value) =>
        Json.TryString(value, out var text) && StatesLanguage.Timestamp.TryParse(text, out var time)
            ? time
            : throw StatesErrorException.Runtime(
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
                + $"{path.Text} == {Json.Display(value)}");
}
