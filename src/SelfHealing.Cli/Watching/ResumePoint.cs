namespace SelfHealing.Cli.Watching;

/// <summary>
/// Where a file would have to be read again so that nothing is missed: behind the last line, or some lines before the trace that is open,
/// because a trace's headline may stand above it.
/// </summary>
sealed class ResumePoint
{
    const int LinesAbove = 50;

    readonly Queue<long> starts = new();
    FileIdentity? identity;
    long end;
    bool isInTrace;

    /// <summary>From here everything that is not over yet can be read again; null before the first line, and for what is no file.</summary>
    public WatchedPosition? Now => identity is null ? null : new WatchedPosition(identity, isInTrace ? Above : end);

    /// <summary>From here a crash can be read again that is over with the next line.</summary>
    public WatchedPosition? BeforeTrace => identity is null ? null : new WatchedPosition(identity, Above);

    public void Pass(WatchedLine line, bool inTrace)
    {
        if (line.Identity?.Number != identity?.Number || line.Start < end)
            starts.Clear();
        (identity, end, isInTrace) = (line.Identity, line.End, inTrace);
        if (inTrace && starts.Count > 0)
            return;
        starts.Enqueue(line.Start);
        if (starts.Count > LinesAbove)
            starts.Dequeue();
    }

    /// <summary>Nothing is open any more.</summary>
    public void EndTrace() => isInTrace = false;

    long Above => starts.TryPeek(out var start) ? start : end;
}
