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
            if (scripts.ByName(printed) is { Count: > 0 } sources && IsLikelier(sources, files.EndingLike(printed)))
                return sources;
        }
        var matches = files.EndingLike(printed);
        return printed.IsPackaged ? matches.Where(match => match.IsComplete || DeclaresPackage(match.Path, printed)).ToList() : matches;
    }

    // Committed output agrees with the printed path as far as its source does; another extension alone says little.
    static bool IsLikelier(IReadOnlyList<PathMatch> sources, IReadOnlyList<PathMatch> scripts)
    {
        var common = sources.Max(match => match.Common);
        return scripts.All(script => script.Common <= common && (common > 1 || !script.IsWhole));
    }

    // Kotlin and Scala files may lie outside their package's folders.
    bool DeclaresPackage(string path, PrintedPath printed)
    {
        var package = "package " + string.Join('.', printed.Parts.SkipLast(1));
        return !path.EndsWith(".java", StringComparison.Ordinal) && files.Lines(path).Any(line => line.TrimEnd('\r', ';', ' ') == package);
    }
}
