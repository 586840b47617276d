namespace SelfHealing.Crashes;

/// <summary>
/// Decides which frames are the application's. The repository's files decide when they are known and any frame is among them; else
/// rules per language tell the runtime, its standard library and installed packages from everything else.
/// </summary>
static class InAppRules
{
    public static Trace Mark(Trace trace, RepositoryFiles? files)
    {
        if (files is not null)
        {
            var byFiles = MarkBy(trace, frame => IsInRepository(trace.Language, frame, files));
            if (HasInApp(byFiles))
                return byFiles;
        }
        var rule = RuleFor(trace);
        var marked = MarkBy(trace, rule);
        return trace.Language == "python" && !HasInApp(marked) ? MarkBy(trace, frame => rule(frame) || PythonInApp.IsInstalledApp(frame))
            : marked;
    }

    static Func<StackFrame, bool> RuleFor(Trace trace) => trace.Language switch
    {
        "python" => PythonInApp.IsInApp,
        "java" => new JavaInApp(trace).IsInApp,
        "csharp" => DotNetInApp.IsInApp,
        "javascript" => NodeInApp.IsInApp,
        "go" => GoInApp.IsInApp,
        _ => RubyInApp.IsInApp,
    };

    static bool IsInRepository(string language, StackFrame frame, RepositoryFiles files) => language switch
    {
        "java" => JavaInApp.SourcePath(frame) is { } path && files.ContainsModule(path),
        "python" when PythonInApp.PackagePath(frame.File) is { } path => files.ContainsModule(path),
        "python" => PythonInApp.IsInApp(frame) && files.Contains(frame.File!),
        "go" => frame.File is not null && !GoInApp.IsOutside(frame) && files.Contains(frame.File),
        "javascript" => frame.File is not null && NodeInApp.IsInApp(frame) && files.Contains(frame.File),
        "ruby" => frame.File is not null && RubyInApp.IsInApp(frame) && files.Contains(frame.File),
        _ => frame.File is not null && files.Contains(frame.File),
    };

    static Trace MarkBy(Trace trace, Func<StackFrame, bool> isInApp) => trace with
    {
        Raised = trace.Raised with { Frames = Mark(trace.Raised.Frames, isInApp) },
        Causes = trace.Causes.Select(c => c with { Frames = Mark(c.Frames, isInApp) }).ToList(),
        CallStack = Mark(trace.CallStack, isInApp),
        ErrorLocation = trace.ErrorLocation is { } place ? place with { InApp = isInApp(place) } : null,
    };

    static List<StackFrame> Mark(IReadOnlyList<StackFrame> frames, Func<StackFrame, bool> isInApp) =>
        frames.Select(f => f with { InApp = isInApp(f) }).ToList();

    static bool HasInApp(Trace trace) =>
        trace.ErrorLocation is { InApp: true } || trace.Raised.Frames.Any(f => f.InApp) || trace.Causes.Any(c => c.Frames.Any(f => f.InApp))
            || trace.CallStack.Any(f => f.InApp);
}
