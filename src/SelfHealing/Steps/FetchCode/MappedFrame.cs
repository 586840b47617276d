using SelfHealing.Crashes;

namespace SelfHealing.Steps.FetchCode;

/// <summary>A frame of a trace, found in the repository.</summary>
/// <param name="Frame">The frame as the trace prints it.</param>
/// <param name="Path">The repository path of its file.</param>
/// <param name="Line">The 1-based line in that file: the trace's, or where its printed source line stands now.</param>
/// <param name="Confirmed">True when the trace's printed source line stands at <paramref name="Line"/>.</param>
public sealed record MappedFrame(StackFrame Frame, string Path, int Line, bool Confirmed);
