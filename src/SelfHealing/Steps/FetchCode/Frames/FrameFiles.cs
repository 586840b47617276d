using SelfHealing.Crashes;

namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>The repository files that a frame's file may be.</summary>
sealed class FrameFiles(TreeFiles files)
{
    readonly OwnPackages packages = new(files);
    readonly CompiledScripts scripts = new(files);

    /// <summary>The files; none for the language's own library and for libraries that are not of this repository.</summary>
    public IReadOnlyList<PathMatch> Of(StackFrame frame)
    {
        if (PrintedPath.Of(frame) is not { } printed)
            return [];
        if (packages.PathOf(printed.Text, frame.Function) is { } own)
            printed = new PrintedPath(own, printed.IgnoresCase);
        else if (printed.IsRuntime)
            return [];
        if (CompiledScripts.IsScript(printed))
        {
            if (scripts.ByMap(printed, frame) is { } mapped)
                return [mapped];
            if (scripts.ByName(printed) is { Count: > 0 } sources && (IsOutput(sources) || !files.EndingLike(printed).Any(match => match.IsWhole || match.Common > 1)))
                return sources;
        }
        var matches = files.EndingLike(printed);
        return printed.IsPackaged ? matches.Where(match => match.IsComplete || DeclaresPackage(match.Path, printed)).ToList() : matches;
    }

    // Found through an output folder, and not only by another extension.
    static bool IsOutput(IReadOnlyList<PathMatch> sources) => sources.Any(match => match.Common > 1);

    // Kotlin and Scala files may lie outside their package's folders.
    bool DeclaresPackage(string path, PrintedPath printed)
    {
        var package = "package " + string.Join('.', printed.Parts.SkipLast(1));
        return !path.EndsWith(".java", StringComparison.Ordinal) && files.Lines(path).Any(line => line.TrimEnd('\r', ';', ' ') == package);
    }
}
