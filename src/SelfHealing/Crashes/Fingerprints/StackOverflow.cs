namespace SelfHealing.Crashes;

/// <summary>Endless recursion: where the stack ends is chance, so the functions that call each other are the bug.</summary>
static class StackOverflow
{
    static readonly string[] Types =
    [
        "Stack overflow", "RecursionError", "StackOverflowError", "StackOverflowException", "SystemStackError",
    ];
    static readonly string[] Messages =
    [
        "Maximum call stack size exceeded", "maximum recursion depth exceeded", "stack level too deep", "stack overflow", "Stack overflow",
        "goroutine stack exceeds",
    ];

    /// <summary>The in-app functions that occur more than once, sorted; null when the trace is no stack overflow.</summary>
    public static IReadOnlyList<string>? Cycle(Trace trace)
    {
        if (!ExceptionName.Short(trace.Raised.Type).AsSpan().IsAnyOf(Types) && !trace.Raised.Message.StartsWithAny(Messages))
            return null;
        return trace.Raised.Frames
            .Where(f => f.InApp)
            .GroupBy(f => FrameKey.Place(trace.Language, f), StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
    }
}
