using System.Text.Json.Nodes;
using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>A stay of a run in a state, over all its attempts.</summary>
/// <param name="Id">The event that it began with.</param>
/// <param name="Failures">The last of the attempts that failed; one that was made again, or caught, is no failure of the run.</param>
sealed record StateVisit(long Id, string State, DateTimeOffset Entered, JsonNode? Input, IReadOnlyList<FailedTry> Failures)
{
    const int MostFailures = 10;

    /// <summary>Null while the run is there, and where it ended with an error.</summary>
    public DateTimeOffset? Left { get; init; }

    public JsonNode? Output { get; init; }

    public bool IsTryFailedLast { get; init; }

    /// <summary>How many attempts failed in all.</summary>
    public int FailedTries { get; init; }

    /// <summary>Where it stands, given where the run does.</summary>
    public VisitStatus StatusIn(string status) => this switch
    {
        { Left: not null, IsTryFailedLast: true } => VisitStatus.Caught,
        { Left: not null } => VisitStatus.Done,
        _ => status switch
        {
            RunStatus.Running => VisitStatus.Running,
            RunStatus.Waiting => VisitStatus.Waiting,
            RunStatus.Interrupted => VisitStatus.Interrupted,
            RunStatus.Failed => VisitStatus.Failed,
            _ => VisitStatus.Done,
        },
    };

    /// <summary>A run's, in the order in which they began.</summary>
    public static IReadOnlyList<StateVisit> Read(IEnumerable<HistoryEvent> history)
    {
        var visits = new List<StateVisit>();
        foreach (var told in history.Where(told => told.State is not null))
        {
            var at = visits.FindLastIndex(visit => visit.State == told.State && visit.Left is null);
            if (told.Type.EndsWith("StateEntered", StringComparison.Ordinal))
                visits.Add(new StateVisit(told.Id, told.State!, told.Timestamp, told.Details["input"], []));
            else if (at >= 0)
                visits[at] = visits[at].With(told);
        }
        return visits;
    }

    /// <summary>Without secrets.</summary>
    public StateVisit As(ShownText shown) => this with
    {
        Input = shown.Of(Input),
        Output = shown.Of(Output),
        Failures = [.. Failures.Select(failure => failure with { Error = shown.Of(failure.Error), Cause = shown.Of(failure.Cause) })],
    };

    StateVisit With(HistoryEvent told)
    {
        if (told.Type.EndsWith("StateExited", StringComparison.Ordinal))
            return this with { Left = told.Timestamp, Output = told.Details["output"] };
        if (told.Type.EndsWith("Failed", StringComparison.Ordinal) || told.Type.EndsWith("TimedOut", StringComparison.Ordinal))
        {
            return this with
            {
                Failures = [.. Failures.TakeLast(MostFailures - 1), FailedTry.Of(told)], FailedTries = FailedTries + 1, IsTryFailedLast = true,
            };
        }
        return told.Type.EndsWith("Scheduled", StringComparison.Ordinal) ? this with { IsTryFailedLast = false } : this;
    }
}

/// <summary>An attempt that failed.</summary>
sealed record FailedTry(DateTimeOffset At, string Error, string Cause)
{
    public static FailedTry Of(HistoryEvent told) => new(told.Timestamp, (string?)told.Details["error"] ?? "", (string?)told.Details["cause"] ?? "");
}

/// <summary>Where a visit stands.</summary>
enum VisitStatus
{
    Done,

    /// <summary>It failed, and the definition says how to go on.</summary>
    Caught,
    Running,
    Waiting,

    /// <summary>The process that went on with it died.</summary>
    Interrupted,
    Failed,
}
