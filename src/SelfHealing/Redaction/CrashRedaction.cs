using SelfHealing.Crashes;

namespace SelfHealing.Redaction;

/// <summary>Crashes without the secrets that their messages and printed lines hold.</summary>
public static class CrashRedaction
{
    /// <summary>The same crash, with every text of it redacted; its fingerprint stays.</summary>
    public static Crash Redact(this Redactor redactor, Crash crash) => crash with
    {
        Message = redactor.Redact(crash.Message),
        Frames = Redact(redactor, crash.Frames),
        Causes = [.. crash.Causes.Select(cause => cause with { Message = redactor.Redact(cause.Message), Frames = Redact(redactor, cause.Frames) })],
        Culprit = crash.Culprit is { } culprit ? Redact(redactor, culprit) : null,
        Text = crash.Text is { } text ? redactor.Redact(text) : null,
    };

    static List<StackFrame> Redact(Redactor redactor, IReadOnlyList<StackFrame> frames) => [.. frames.Select(frame => Redact(redactor, frame))];

    static StackFrame Redact(Redactor redactor, StackFrame frame) =>
        frame.SourceLine is { } line ? frame with { SourceLine = redactor.Redact(line) } : frame;
}
