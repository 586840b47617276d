using System.Text.Json;
using SelfHealing.Steps;

namespace SelfHealing.Lambda.Host;

/// <summary>What a function's event and response say, for the log and the metrics.</summary>
/// <param name="Step">The function's name.</param>
/// <param name="Service">The service that crashed; <c>unknown</c> where the event names none.</param>
/// <param name="Outcome">What came of it, in the step's word.</param>
/// <param name="Reason">Why, in a sentence; may be empty.</param>
/// <param name="Counts">What is counted: metric to value.</param>
sealed record StepSummary(string Step, string Service, string Outcome, string Reason, IReadOnlyDictionary<string, double> Counts)
{
    /// <summary>A line for the log.</summary>
    public string Line => PlainText.OneLine(Reason.Length > 0 ? $"{Outcome}: {Reason}" : Outcome, 300);

    public static StepSummary Of(string step, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> response)
    {
        using var input = Parse(payload);
        using var output = Parse(response);
        var outcome = Text(output, "outcome") ?? Text(output, "ending") ?? "done";
        return new StepSummary(step, ServiceOf(input), outcome, Text(output, "reason") ?? "", CountsOf(step, outcome, input, output));
    }

    public static StepSummary OfFailure(string step, ReadOnlyMemory<byte> payload)
    {
        using var input = Parse(payload);
        return new StepSummary(step, ServiceOf(input), "failed", "", new Dictionary<string, double>(StringComparer.Ordinal) { ["Errors"] = 1 });
    }

    static Dictionary<string, double> CountsOf(string step, string outcome, JsonDocument? input, JsonDocument? output)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        if (NameOf(step, outcome) is { } name)
            counts[name] = 1;
        if (step == "Ingest" && Number(output, "crashes") is { } crashes && Number(output, "runs") is { } runs)
        {
            counts["CrashesSeen"] = crashes;
            counts["RunsStarted"] = runs;
        }
        if (step == "Generate")
        {
            foreach (var (field, metric) in ((string, string)[])[("inputTokens", "InputTokens"), ("outputTokens", "OutputTokens"), ("cost", "CostUsd")])
            {
                // The run's attempts so far are added up in both.
                if (Number(output, "usage", field) is { } used)
                    counts[metric] = used - (Number(input, "attempt", "usage", field) ?? 0);
            }
        }
        return counts;
    }

    static string? NameOf(string step, string outcome) => (step, outcome) switch
    {
        ("Parse", "crash" or "notACodeFault") => "CrashesRead",
        ("Dedupe", "heal") => "CrashesClaimed",
        ("Dedupe", "duplicate") => "CrashesDeduplicated",
        ("Dedupe", "suppressed") => "CrashesSuppressed",
        ("Generate", "fix") => "FixesProposed",
        ("ValidateSyntax", "invalid") or ("Verify", "failed") => "FixesRefused",
        // Only what a person has approved gets there.
        ("CommitPullRequest", _) => "FixesApproved",
        ("RecordFailure", "rejected") => "FixesRejected",
        ("RecordFailure", "expired") => "FixesExpired",
        ("RecordFailure", "abstained" or "invalid") => "RunsAbstained",
        ("RecordFailure", _) => "RunsFailed",
        _ => null,
    };

    // The state of a run stands one level down in RecordFailure's event. Ingest's events are packed, and of many services.
    static string ServiceOf(JsonDocument? input) =>
        Text(input, "service", "name") ?? Text(input, "state", "service", "name") ?? "unknown";

    static string? Text(JsonDocument? document, params ReadOnlySpan<string> path) =>
        Element(document, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    static double? Number(JsonDocument? document, params ReadOnlySpan<string> path) =>
        Element(document, path) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    static JsonElement? Element(JsonDocument? document, ReadOnlySpan<string> path)
    {
        if (document is null)
            return null;
        var element = document.RootElement;
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }
        return element;
    }

    static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
