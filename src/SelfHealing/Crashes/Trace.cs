namespace SelfHealing.Crashes;

/// <summary>A stack trace as a runtime printed it, before it is known which frames are the application's.</summary>
/// <param name="Language">python, javascript, java, csharp, go or ruby.</param>
/// <param name="Raised">The exception that ended the work.</param>
/// <param name="Causes">What is behind it, nearest first.</param>
sealed record Trace(string Language, RaisedException Raised, IReadOnlyList<RaisedException> Causes)
{
    /// <summary>Where the compiler stopped, for a syntax error: the place to look at before any frame.</summary>
    public StackFrame? ErrorLocation { get; init; }

    /// <summary>
    /// Calls that led to the trace, printed apart from it, outermost first; looked at when the trace itself has no in-app frame.
    /// </summary>
    public IReadOnlyList<StackFrame> CallStack { get; init; } = [];

    /// <summary>True when the log ends, or is cut, before the trace does.</summary>
    public bool Cut { get; init; }
}

/// <summary>One exception of a trace.</summary>
/// <param name="Type">Its type as printed; empty when the log names none.</param>
/// <param name="Message">Its message; empty when there is none.</param>
/// <param name="Frames">Its calls, outermost first.</param>
/// <param name="Relation">How it leads to the exception above it; of no meaning for the one that was raised last.</param>
sealed record RaisedException(
    string Type,
    string Message,
    IReadOnlyList<StackFrame> Frames,
    CauseRelation Relation = CauseRelation.RaisedFrom);
