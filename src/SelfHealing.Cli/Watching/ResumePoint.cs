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
    WatchedPosition? beforeOpen;

    /// <summary>From here everything that is not over yet can be read again; null before the first line, and for what is no file.</summary>
    public WatchedPosition? Now => beforeOpen ?? At(end);

    /// <summary>From here a crash can be read again that is over with the next line.</summary>
    public WatchedPosition? BeforeTrace => beforeOpen ?? At(starts.TryPeek(out var start) ? start : end);

    public void Pass(WatchedLine line, bool inTrace)
    {
        if (line.Identity?.Number != identity?.Number || line.Start < end)
            starts.Clear();
        (identity, end) = (line.Identity, line.End);
        starts.Enqueue(line.Start);
        if (starts.Count > LinesAbove)
            starts.Dequeue();
        // A trace may go on in the next file; it is read again from where it began.
        beforeOpen = inTrace ? BeforeTrace : null;
    }

    /// <summary>Nothing is open any more.</summary>
    public void EndTrace() => beforeOpen = null;

    WatchedPosition? At(long offset) => identity is null ? null : new WatchedPosition(identity, offset);
}
