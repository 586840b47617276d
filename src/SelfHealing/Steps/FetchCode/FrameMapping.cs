using SelfHealing.Crashes;

namespace SelfHealing.Steps.FetchCode;

/// <summary>Which frames of a trace are in the repository.</summary>
/// <param name="Mapped">Those with one file, in the trace's order.</param>
/// <param name="Ambiguous">Those that may be in several files; at most 20.</param>
public sealed record FrameMapping(IReadOnlyList<MappedFrame> Mapped, IReadOnlyList<AmbiguousFrame> Ambiguous);

/// <summary>A frame that may be in several files of the repository.</summary>
/// <param name="Frame">The frame as the trace prints it.</param>
/// <param name="Files">The files, the likeliest first; at most 10.</param>
public sealed record AmbiguousFrame(StackFrame Frame, IReadOnlyList<ScoredFile> Files);

/// <summary>A file that a frame may be in.</summary>
/// <param name="Path">The repository path.</param>
/// <param name="Line">The 1-based line in it.</param>
/// <param name="Score">From 0 to 1: how much of the paths agrees, whether the other frames agree, and whether the printed line or the function is there.</param>
public sealed record ScoredFile(string Path, int Line, double Score);
