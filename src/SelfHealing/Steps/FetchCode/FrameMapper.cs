using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode.Frames;

namespace SelfHealing.Steps.FetchCode;

/// <summary>Finds the repository file and line of each frame of a trace.</summary>
/// <remarks>
/// Where an application is deployed is not known, so a frame's file is found by the end of its path. Which of several files it is, is
/// told by how much of the paths agrees, by where the other frames of the trace are, and by the printed source line or the function's
/// name. When that does not decide, the frame is ambiguous: it is listed with its files, and none is taken.
/// </remarks>
public static class FrameMapper
{
    const double PathWeight = 0.4;
    const double PrintedWeight = 0.2;
    const double WitnessWeight = 0.2;
    const double FunctionWeight = 0.1;
    const double Lead = 0.08;
    const int MostAmbiguous = 20;
    const int MostFiles = 10;

    /// <summary>The frames of a crash that have a file in the repository; those of its root cause, of which the crash is only what came of it, last.</summary>
    public static IReadOnlyList<MappedFrame> Map(Crash crash, SourceTree tree) =>
        Find(crash, tree).Mapped;

    /// <summary>The frames that have a file in the repository, in their order.</summary>
    public static IReadOnlyList<MappedFrame> Map(IReadOnlyList<StackFrame> frames, SourceTree tree) => Find(frames, tree).Mapped;

    /// <summary>Which frames of a crash and of its root cause have a file in the repository, and which may have several.</summary>
    public static FrameMapping Find(Crash crash, SourceTree tree) =>
        Find(crash.Causes is [.., var root] ? [.. crash.Frames, .. root.Frames] : crash.Frames, tree);

    /// <summary>The frames that have a file in the repository, and those that may have several.</summary>
    public static FrameMapping Find(IReadOnlyList<StackFrame> frames, SourceTree tree)
    {
        var files = new TreeFiles(tree);
        var frameFiles = new FrameFiles(files);
        var matches = frames.Distinct().ToDictionary(frame => frame, frameFiles.Of);
        var deployments = new Deployments(matches.DistinctBy(pair => pair.Key.File, StringComparer.Ordinal).Select(pair => pair.Value));
        var places = matches.ToDictionary(pair => pair.Key, pair => Places(pair.Key, pair.Value, deployments, files));
        var mapped = frames.Select(frame => Choose(frame, places[frame])).OfType<MappedFrame>().ToList();
        var ambiguous = places.Where(pair => pair.Value.Count > 1 && Choose(pair.Key, pair.Value) is null)
            .Select(pair => new AmbiguousFrame(pair.Key, pair.Value.Take(MostFiles).Select(place => new ScoredFile(place.Match.Path, place.Line, Math.Round(place.Score, 2))).ToList()))
            .Take(MostAmbiguous)
            .ToList();
        return new FrameMapping(mapped, ambiguous);
    }

    static MappedFrame? Choose(StackFrame frame, IReadOnlyList<Place> places)
    {
        var isClear = places switch
        {
            [] => false,
            [_] => true,
            [var first, var second, ..] => first.Score - second.Score >= Lead || (first.Match.Common > second.Match.Common && first.Confirmed == second.Confirmed),
        };
        return isClear ? new MappedFrame(frame, places[0].Match.Path, places[0].Line, places[0].Confirmed) : null;
    }

    static List<Place> Places(StackFrame frame, IReadOnlyList<PathMatch> matches, Deployments deployments, TreeFiles files) => matches
        .Select(match => PlaceIn(frame, match, deployments, files))
        .Where(place => IsLikely(frame, place, deployments))
        .OrderByDescending(place => place.Score)
        .ThenBy(place => place.Match.Path, StringComparer.Ordinal)
        .ToList();

    static Place PlaceIn(StackFrame frame, PathMatch match, Deployments deployments, TreeFiles files)
    {
        var lines = files.Lines(match.Path);
        var (line, confirmed) = match.Line is { } told ? (Math.Clamp(told, 1, lines.Length), false) : FrameLine.Find(frame, lines);
        var function = confirmed || match.Line is not null ? null : FrameLine.OfFunction(frame, lines);
        if (match.IsCompiled && match.Line is null && !confirmed)
            line = function ?? 1;
        var score = (PathWeight * match.Common / match.Length) + (PrintedWeight * match.Common / match.Printed) + deployments.Score(match)
            + (confirmed ? WitnessWeight : function is not null ? FunctionWeight : 0);
        return new Place(match, line, confirmed, function is not null, Math.Min(score, 1));
    }

    /// <summary>Whether this may be the frame's file at all: a file of the same name alone is not.</summary>
    static bool IsLikely(StackFrame frame, Place place, Deployments deployments)
    {
        var match = place.Match;
        if (place.Confirmed || match.Line is not null)
            return true;
        // Of installed packages only those that the repository has as a whole path are its own.
        if (match.Installed > 0)
            return match.Installed > 1 && match.Common >= match.Installed && frame.SourceLine is null;
        if (match.IsWhole || deployments.Agree(match))
            return true;
        // A printed line that stands nowhere in the file speaks against it, unless the file is another one than the compiler's.
        return (frame.SourceLine is null || match.IsCompiled) && (match.IsComplete || match.Common > 1 || place.NamesFunction);
    }

    sealed record Place(PathMatch Match, int Line, bool Confirmed, bool NamesFunction, double Score);
}
