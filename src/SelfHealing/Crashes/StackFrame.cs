namespace SelfHealing.Crashes;

/// <summary>One call of a stack trace, as the trace prints it.</summary>
/// <param name="File">The file as printed (a deployed path, a URL, a class file); null when the trace has none.</param>
/// <param name="Line">The 1-based line number; null when the trace has none.</param>
/// <param name="Function">The function as printed, without its arguments; null when the trace has none.</param>
/// <param name="InApp">True when the frame belongs to the application, not to its libraries or the runtime.</param>
public sealed record StackFrame(string? File, int? Line, string? Function, bool InApp)
{
    /// <summary>The source line that the trace prints below the frame, trimmed; null when it prints none.</summary>
    public string? SourceLine { get; init; }

    /// <summary>The 1-based column, where the trace prints one or marks one with carets.</summary>
    public int? Column { get; init; }
}
