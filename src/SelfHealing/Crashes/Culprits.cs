namespace SelfHealing.Crashes;

/// <summary>
/// Chooses the frame to look at first. It is the innermost in-app frame, with a file, of the exception that ended the work: what a
/// person would open. A syntax error's own place goes before its frames. When none of its frames is in-app, the nearest cause that
/// has one gives it, then the calls printed apart from the trace.
/// </summary>
static class Culprits
{
    static readonly string[] NodeCompilers =
        [
            "wrapSafe", "compileSourceTextModule", "compileFunction", "internalCompileFunction", "compileFunctionForCJSLoader",
            "createScript", "new Script", "ModuleLoader.moduleStrategy",
        ];

    public static StackFrame? Of(Trace trace)
    {
        if (trace.ErrorLocation is { InApp: true } place && IsCompilers(trace))
            return place;
        return Innermost(trace.Raised.Frames)
            ?? trace.Causes.Select(c => Innermost(c.Frames)).FirstOrDefault(f => f is not null)
            ?? Innermost(trace.CallStack)
            ?? (trace.ErrorLocation is { InApp: true } location ? location : null);
    }

    /// <summary>True when the code could not be compiled: then no frame of the application is wrong, the place itself is.</summary>
    public static bool IsCompilers(Trace trace) =>
        trace.Language == "python" || (trace.Raised.Type == "SyntaxError" && trace.Raised.Frames is [.., { Function: { } innermost }]
            && innermost.AsSpan().IsAnyOf(NodeCompilers));

    public static StackFrame? Innermost(IReadOnlyList<StackFrame> frames)
    {
        for (var i = frames.Count - 1; i >= 0; i--)
        {
            if (frames[i] is { InApp: true, File: not null })
                return frames[i];
        }
        return null;
    }
}
