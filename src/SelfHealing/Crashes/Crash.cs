namespace SelfHealing.Crashes;

/// <summary>One crash, read from log text.</summary>
/// <param name="Source">Where it was read: a log file's name or a log stream.</param>
/// <param name="Language">python, javascript, java, csharp, go or ruby.</param>
/// <param name="ExceptionType">The type of the exception that ended the work, as printed; empty when the log names none.</param>
/// <param name="Message">Its message; may span lines; empty when there is none.</param>
/// <param name="Frames">Its calls, outermost first.</param>
/// <param name="Causes">What it was raised from or while handling, nearest first; the last one that is neither a member nor suppressed is
/// the root cause.</param>
/// <param name="Fingerprint">Equal for crashes of the same bug: <c>v1:</c> and 32 hexadecimal digits.</param>
public sealed record Crash(
    string Source,
    string Language,
    string ExceptionType,
    string Message,
    IReadOnlyList<StackFrame> Frames,
    IReadOnlyList<Cause> Causes,
    string Fingerprint)
{
    /// <summary>
    /// The frame to look at first: the innermost in-app frame of the exception that ended the work, else of its nearest cause that has one;
    /// null when no frame is in-app.
    /// </summary>
    public StackFrame? Culprit { get; init; }

    /// <summary>True when the log ends or is cut before the trace does.</summary>
    public bool Cut { get; init; }

    /// <summary>When the crash was logged, if the log says so; UTC.</summary>
    public DateTimeOffset? LoggedAt { get; init; }

    /// <summary>The log text that tells of it, raw, at most 100,000 characters; kept for the first crash of each fingerprint, else null.</summary>
    public string? Text { get; init; }

    /// <summary>What happened, when it is nothing that a change of the code would mend; null for a fault of the code.</summary>
    public Signal? Signal { get; init; }
}

/// <summary>An exception behind the one that ended the work.</summary>
/// <param name="ExceptionType">Its type, as printed.</param>
/// <param name="Message">Its message; empty when there is none.</param>
/// <param name="Frames">Its calls, outermost first.</param>
/// <param name="Relation">How it leads to the exception above it.</param>
public sealed record Cause(string ExceptionType, string Message, IReadOnlyList<StackFrame> Frames, CauseRelation Relation);

/// <summary>How a cause leads to the exception above it.</summary>
public enum CauseRelation
{
    /// <summary>The exception was raised from it on purpose (<c>raise … from</c>, <c>Caused by</c>, <c>---></c>).</summary>
    RaisedFrom,

    /// <summary>The exception was raised while it was being handled.</summary>
    RaisedWhileHandling,

    /// <summary>It is a member of a group (exception group, AggregateException, AggregateError).</summary>
    Member,

    /// <summary>It was suppressed by the exception above (Java's try-with-resources).</summary>
    Suppressed,
}
