using System.Text.Json;
using SelfHealing.Steps;

namespace SelfHealing.Lambda.Host;

/// <summary>What a function's event and response say, for the log and the metrics.</summary>
/// <param name="Step">The function's name.</param>
/// <param name="Service">The service that crashed; <c>unknown</c> where nothing names one.</param>
/// <param name="Outcome">What came of it, in the step's word.</param>
/// <param name="Reason">Why, in a sentence; may be empty.</param>
/// <param name="Counts">What is counted.</param>
sealed record StepSummary(string Step, string Service, string Outcome, string Reason, IReadOnlyDictionary<Metric, double> Counts)
{
    /// <summary>A line for the log.</summary>
    public string Line => PlainText.OneLine(Reason.Length > 0 ? $"{Outcome}: {Reason}" : Outcome, 300);

    /// <summary>What an event has come to: one summary, and one more for each reason or pull request that is counted by itself. None when there is nothing to say.</summary>
    public static IReadOnlyList<StepSummary> Of(string step, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> response, DateTimeOffset now)
    {
        var output = EventFields.Parse(response);
        return step switch
        {
            "Ingest" => OfIngest(output),
            "Outcomes" => OfOutcomes(output),
            _ => [OfStep(step, EventFields.Parse(payload), output, now)],
        };
    }

    public static StepSummary OfFailure(string step, ReadOnlyMemory<byte> payload) => new(
        step, ServiceOf(EventFields.Parse(payload)), "failed", "", new Dictionary<Metric, double> { [Metric.Errors] = 1 });

    static StepSummary OfStep(string step, JsonElement? input, JsonElement? output, DateTimeOffset now)
    {
        var outcome = output.Text("outcome") ?? output.Text("ending") ?? "done";
        var counts = new Dictionary<Metric, double>();
        if (MetricOf(step, outcome) is { } metric)
            counts[metric] = 1;
        if (step == "Dedupe")
            CountDedupe(counts, output);
        if (step == "Generate")
            CountUsage(counts, input, output);
        if (step == "CommitPullRequest" && output.Text("url") is not null)
        {
            counts[Metric.PullRequestsOpened] = 1;
            // The crash that the run was started for, or the last one that was seen before the run claimed it.
            if (input.Time("state", "issue", "lastSeen") is { } crashed && crashed < now)
                counts[Metric.TimeToPullRequest] = (now - crashed).TotalSeconds;
        }
        return new StepSummary(step, ServiceOf(input), outcome, output.Text("reason") ?? "", counts);
    }

    static void CountDedupe(Dictionary<Metric, double> counts, JsonElement? output)
    {
        if (output.At("regression") is { ValueKind: JsonValueKind.True })
            counts[Metric.Regressions] = 1;
        CountEnded(counts, output.At("ended"));
    }

    // The run's attempts so far are added up in both.
    static void CountUsage(Dictionary<Metric, double> counts, JsonElement? input, JsonElement? output)
    {
        Count(Metric.InputTokens, "inputTokens");
        Count(Metric.OutputTokens, "outputTokens");
        Count(Metric.CostUsd, "cost");

        void Count(Metric metric, string field)
        {
            if (output.Number("usage", field) is { } used)
                counts[metric] = used - (input.Number("attempt", "usage", field) ?? 0);
        }
    }

    static void CountEnded(Dictionary<Metric, double> counts, JsonElement? ended)
    {
        switch (ended.Text("ending"))
        {
            case "merged":
                counts[Metric.FixesMerged] = 1;
                if (ended.Number("hoursOpen") is { } hours)
                    counts[Metric.TimeToMerge] = TimeSpan.FromHours(hours).TotalSeconds;
                break;
            case "closed":
                counts[Metric.FixesClosed] = 1;
                break;
        }
    }

    // A batch that is not for us may be of our own log: a word about it would be in that log again.
    static IReadOnlyList<StepSummary> OfIngest(JsonElement? output)
    {
        if (output.Text("service") is not { } service)
            return [];
        var counts = new Dictionary<Metric, double>
        {
            [Metric.CrashesSeen] = output.Number("crashes") ?? 0,
            [Metric.RunsStarted] = output.Number("runs") ?? 0,
            [Metric.CrashesDeduplicated] = output.Number("deduplicated") ?? 0,
        };
        var line = $"{counts[Metric.CrashesSeen]} crashes of {service}, {counts[Metric.RunsStarted]} runs started";
        var suppressed = output.At("suppressed") is { ValueKind: JsonValueKind.Object } reasons ? reasons.EnumerateObject().ToList() : [];
        return
        [
            new StepSummary("Ingest", service, "read", line, counts),
            .. suppressed.Select(reason => new StepSummary(
                "Ingest", service, "suppressed", reason.Name, new Dictionary<Metric, double> { [Metric.CrashesSuppressed] = reason.Value.GetDouble() })),
        ];
    }

    static IReadOnlyList<StepSummary> OfOutcomes(JsonElement? output)
    {
        var stopped = output.Text("stopped");
        var news = output.At("news") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(OfPullRequest).ToList() : [];
        return
        [
            new StepSummary(
                "Outcomes",
                "unknown",
                stopped is null ? "read" : "stopped",
                $"{output.Number("read")} pull requests are read. {stopped}",
                stopped is null ? new Dictionary<Metric, double>() : new Dictionary<Metric, double> { [Metric.Errors] = 1 }),
            .. news,
        ];
    }

    static StepSummary OfPullRequest(JsonElement element)
    {
        JsonElement? one = element;
        var counts = new Dictionary<Metric, double>();
        CountEnded(counts, one.At("ended"));
        var problem = one.Text("problem");
        if (problem is not null)
            counts[Metric.PullRequestsUnread] = 1;
        return new StepSummary(
            "Outcomes", one.Text("issue", "service") ?? "unknown", one.Text("ended", "ending") ?? "unread", $"{one.Text("url")} {problem ?? one.Text("reason")}", counts);
    }

    static Metric? MetricOf(string step, string outcome) => (step, outcome) switch
    {
        ("Parse", "crash" or "notACodeFault") => Metric.CrashesRead,
        ("Dedupe", "heal") => Metric.CrashesClaimed,
        ("Dedupe", "duplicate") => Metric.CrashesDeduplicated,
        ("Dedupe", "suppressed") => Metric.CrashesSuppressed,
        ("Generate", "fix") => Metric.FixesProposed,
        ("ValidateSyntax", "invalid") or ("Verify", "failed") => Metric.FixesRefused,
        // Only what a person has approved gets there.
        ("CommitPullRequest", _) => Metric.FixesApproved,
        ("RecordFailure", "rejected") => Metric.FixesRejected,
        ("RecordFailure", "expired") => Metric.FixesExpired,
        ("RecordFailure", "abstained" or "invalid") => Metric.RunsAbstained,
        ("RecordFailure", _) => Metric.RunsFailed,
        _ => null,
    };

    // The state of a run stands one level down in RecordFailure's event.
    static string ServiceOf(JsonElement? input) => input.Text("service", "name") ?? input.Text("state", "service", "name") ?? "unknown";
}
