using SelfHealing.Code;
using SelfHealing.Code.Python;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Repairs of Python crashes whose cause and repair follow from the code itself, found without a model.</summary>
/// <remarks>
/// Each pattern knows one kind of mistake and the evidence for it. A pattern that is not certain says so and proposes nothing,
/// two that disagree propose nothing together, and none makes a crash go away by catching the exception.
/// </remarks>
public static class RepairPatterns
{
    /// <summary>The one repair that the patterns agree on, or the reason why there is none.</summary>
    /// <param name="crash">The crash.</param>
    /// <param name="tree">The files of the commit that was running.</param>
    public static Proposal Propose(Crash crash, SourceTree tree)
    {
        if (crash.Language != "python")
            return new Abstention($"{crash.ExceptionType}: {crash.Message}", $"The repair patterns know Python only; this is a {crash.Language} crash.");
        using var project = new PythonProject(tree);
        var findings = new List<Finding>();
        CrashSite? reported = null;
        foreach (var (type, message, frames) in Exceptions(crash))
        {
            if (Site(project, type, message, frames) is not { } site)
                continue;
            reported ??= site;
            if (site.Frame is { Confirmed: false, Frame.SourceLine: not null })
            {
                findings.Add(new Doubt(Describe(site), $"The line that the trace prints does not stand in {site.Frame.Path}: another version of the file was running."));
                continue;
            }
            findings.AddRange(PatternList.All.Select(pattern => pattern(site)).OfType<Finding>().Select(SelfOperand.Doubted));
        }
        return Agree(findings, reported, crash);
    }

    static Proposal Agree(List<Finding> findings, CrashSite? site, Crash crash)
    {
        var repairs = findings.OfType<Repair>()
            .Select(repair => (Repair: repair, Edits: EditWriter.Write(repair.Changes)))
            .Where(pair => pair.Edits is { Count: > 0 })
            .DistinctBy(pair => string.Concat(pair.Edits!.Select(edit => $"{edit.Path}\0{edit.Search}\0{edit.Replace}\0")), StringComparer.Ordinal)
            .ToList();
        if (repairs is [var (repair, edits)])
            return new Fix(repair.RootCause, repair.Confidence, edits!);
        if (repairs.Count > 1)
            return new Abstention(repairs[0].Repair.RootCause, $"Patterns disagree; another reads it as: {repairs[1].Repair.RootCause}");
        if (findings.OfType<Doubt>().FirstOrDefault() is { } doubt)
            return new Abstention(doubt.RootCause, doubt.Reason);
        return site is null
            ? new Abstention($"{crash.ExceptionType}: {crash.Message}", "No frame of the trace is in a file of the repository.")
            : new Abstention(Describe(site), "No repair pattern knows this kind of mistake.");
    }

    static string Describe(CrashSite site) =>
        $"{site.Place}: {site.ExceptionType}{(site.Message.Length > 0 ? ": " + site.Message : "")}.";

    /// <summary>The exceptions of the crash, the root cause first.</summary>
    static IEnumerable<(string Type, string Message, IReadOnlyList<StackFrame> Frames)> Exceptions(Crash crash) =>
        crash.Causes.Reverse().Select(cause => (cause.ExceptionType, cause.Message, cause.Frames))
            .Append((crash.ExceptionType, crash.Message, crash.Frames));

    static CrashSite? Site(PythonProject project, string type, string message, IReadOnlyList<StackFrame> frames)
    {
        var mapped = FrameMapper.Map(frames, project.Tree).Where(frame => project.At(frame.Path) is not null).ToList();
        if (mapped.Count == 0)
            return null;
        var inLibrary = !ReferenceEquals(mapped[^1].Frame, frames[^1]);
        return new CrashSite(project, type[(type.LastIndexOf('.') + 1)..], message, mapped, inLibrary);
    }
}
