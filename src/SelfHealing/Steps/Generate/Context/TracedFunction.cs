using SelfHealing.Code.Symbols;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>A place of the trace in the repository, with the function around it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line that was running.</param>
/// <param name="Outline">What the file declares; null when its language is not parsed.</param>
/// <param name="Function">The function around the line; null at the level of the module.</param>
sealed record TracedFunction(string Path, int Line, Outline? Outline, Declaration? Function)
{
    const int LinesAbove = 15;
    const int LinesBelow = 8;
    const int MostFunctions = 25;

    /// <summary>The lines to show.</summary>
    public LineRange Lines => Function is { } function
        ? new LineRange(function.First, function.Last)
        : new LineRange(Math.Max(1, Line - LinesAbove), Line + LinesBelow);

    /// <summary>The functions of a trace, each once: the culprit, the place of the root cause, then from the innermost call outwards.</summary>
    public static IReadOnlyList<TracedFunction> Of(Crash crash, IReadOnlyList<MappedFrame> frames, Func<string, Outline?> outlines)
    {
        var inward = frames.Reverse().ToList();
        var culprit = inward.Find(frame => frame.Frame == crash.Culprit) ?? inward.Find(frame => frame.Frame.InApp) ?? inward.FirstOrDefault();
        if (culprit is null)
            return [];
        return [.. inward.Prepend(inward[0]).Prepend(culprit)
            .Select(frame => At(frame.Path, frame.Line, outlines(frame.Path)))
            .DistinctBy(function => (function.Path, function.Lines))
            .Take(MostFunctions)];
    }

    static TracedFunction At(string path, int line, Outline? outline) => new(path, line, outline, outline?.FunctionAt(line));
}
