namespace SelfHealing.Crashes.Readers.Node;

/// <summary>
/// The place of a throw, which Node prints above an uncaught error: <c>file:12</c>, the source line, and a caret below it.
/// </summary>
static class NodeThrow
{
    const int MaxSourceLines = 4;

    public static bool IsCaret(string line) => line.AsSpan().Trim() is { IsEmpty: false } text && text.IndexOfAnyExcept('^') < 0;

    /// <summary>The place, when it stands in the lines above a headline; null when it does not.</summary>
    /// <param name="above">The lines above, nearest first.</param>
    public static StackFrame? Find(IReadOnlyList<string> above)
    {
        var caret = 0;
        while (caret < above.Count && caret < 3 && string.IsNullOrWhiteSpace(above[caret]))
            caret++;
        if (caret >= above.Count || !IsCaret(above[caret]))
            return null;
        for (var i = caret + 2; i < above.Count && i <= caret + 1 + MaxSourceLines; i++)
        {
            var place = above[i].AsSpan().Trim();
            if (NodeLine.TryTrailingNumber(ref place, out var line) && !place.IsEmpty && !place.Contains(' ') | place.Contains('/'))
                return new StackFrame(NodeLine.File(place), line, null, InApp: false) { SourceLine = above[caret + 1].Trim() };
        }
        return null;
    }

    /// <summary>Gives the source line to the innermost frame when the throw stands there.</summary>
    public static RaisedException WithSource(RaisedException raised, StackFrame? thrownAt)
    {
        if (thrownAt is null || raised.Frames is not [.., var innermost] || innermost.File != thrownAt.File
            || innermost.Line != thrownAt.Line)
            return raised;
        return raised with { Frames = [.. raised.Frames.SkipLast(1), innermost with { SourceLine = thrownAt.SourceLine }] };
    }
}
