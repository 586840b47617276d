using SelfHealing.Crashes;
using SelfHealing.Ports;
using SelfHealing.Redaction;

namespace SelfHealing.Steps.Parse;

/// <summary>Reads log text: which crash is it, where did it happen, and is it a fault of the code?</summary>
public sealed class ParseStep(IArtifactStore artifacts, Redactor redactor)
{
    const int LongestMessage = 1000;

    /// <summary>The crash with the asked fingerprint, else the first one in the text.</summary>
    public async Task<CrashReport> RunAsync(ParseInput input, CancellationToken cancellation)
    {
        var reading = CrashReader.Read([new LogEvent(input.Source, Timestamp: null, input.Log)]);
        var crash = reading.Crashes.FirstOrDefault(crash => crash.Fingerprint == input.Fingerprint) ?? (reading.Crashes is [var first, ..] ? first : null);
        if (crash is null)
        {
            // A failure without a trace is one issue per kind.
            return reading.Signals is [var found, ..]
                ? Nothing(ParseOutcome.NotACodeFault, found.Signal.Reason) with { Fingerprint = $"signal:{found.Signal.Kind}", ExceptionType = found.Signal.Kind.ToString(), Message = redactor.Redact(found.Line) }
                : Nothing(ParseOutcome.None, $"There is no crash in {input.Source}.");
        }
        crash = redactor.Redact(crash);
        return new CrashReport(
            crash.Signal is null ? ParseOutcome.Crash : ParseOutcome.NotACodeFault,
            crash.Signal?.Reason ?? "",
            crash.Fingerprint,
            crash.Language,
            crash.ExceptionType,
            crash.Message.Length > LongestMessage ? crash.Message[..LongestMessage] + "…" : crash.Message,
            crash.Culprit,
            await artifacts.PutJsonAsync("crash", crash, StepJson.Default.Crash, cancellation))
        {
            LoggedAt = crash.LoggedAt,
        };
    }

    static CrashReport Nothing(ParseOutcome outcome, string reason) => new(outcome, reason, "", "", "", "", Culprit: null, Crash: null);
}
