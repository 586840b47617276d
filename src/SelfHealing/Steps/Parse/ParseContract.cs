using SelfHealing.Crashes;

namespace SelfHealing.Steps.Parse;

/// <summary>What Parse gets.</summary>
/// <param name="Service">The service that wrote the log.</param>
/// <param name="Source">The log file's or log stream's name.</param>
/// <param name="Log">The log text around one crash, raw.</param>
/// <param name="Fingerprint">Which crash of the text is meant; null for the first.</param>
public sealed record ParseInput(ServiceSettings Service, string Source, string Log, string? Fingerprint);

/// <summary>The crash as the state of the run shows it (<c>$.crash</c>); the whole of it is an artifact.</summary>
/// <param name="Outcome">Whether there is something to heal.</param>
/// <param name="Reason">Why not, in a sentence; empty when there is.</param>
/// <param name="Fingerprint">Equal for crashes of one bug; empty when there is none.</param>
/// <param name="Language">The language; empty when there is none.</param>
/// <param name="ExceptionType">The exception that ended the work.</param>
/// <param name="Message">Its message, cut to 1,000 characters.</param>
/// <param name="Culprit">The frame to blame; null when no frame is the application's.</param>
/// <param name="Crash">The artifact with the whole crash; null when there is none.</param>
public sealed record CrashReport(
    ParseOutcome Outcome,
    string Reason,
    string Fingerprint,
    string Language,
    string ExceptionType,
    string Message,
    StackFrame? Culprit,
    string? Crash)
{
    /// <summary>When it crashed, if the log says so; UTC.</summary>
    public DateTimeOffset? LoggedAt { get; init; }
}

/// <summary>Whether there is something to heal.</summary>
public enum ParseOutcome
{
    /// <summary>A crash of the code.</summary>
    Crash,

    /// <summary>No crash in the text.</summary>
    None,

    /// <summary>Something went wrong that a change of the code does not mend.</summary>
    NotACodeFault,
}
