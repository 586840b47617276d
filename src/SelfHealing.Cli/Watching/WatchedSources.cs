namespace SelfHealing.Cli.Watching;

/// <summary>How far each source was read, and when something last came from it.</summary>
sealed class WatchedSources(TimeProvider time)
{
    readonly Dictionary<string, (ResumePoint Resume, DateTimeOffset LastLine)> sources = new(StringComparer.Ordinal);

    /// <summary>The sources from which nothing came for so long.</summary>
    public IReadOnlyList<string> QuietFor(TimeSpan quiet) =>
        [.. sources.Where(source => time.GetUtcNow() - source.Value.LastLine >= quiet).Select(source => source.Key)];

    /// <summary>From here a crash can be read again that is over with the next line; null before the first line, and for what is no file.</summary>
    public WatchedPosition? BeforeTrace(string name) => sources.TryGetValue(name, out var source) ? source.Resume.BeforeTrace : null;

    public void Pass(WatchedLine line, bool inTrace)
    {
        var resume = sources.TryGetValue(line.Source, out var source) ? source.Resume : new ResumePoint();
        resume.Pass(line, inTrace);
        sources[line.Source] = (resume, time.GetUtcNow());
    }

    public void EndTrace(string name) => sources[name].Resume.EndTrace();

    /// <summary>
    /// From where each file has to be read again. A crash whose run is not over is found again by the next watch, which then goes on with
    /// the run, or starts it if it was not stored. The oldest one decides, and may be in a file that was rotated away since.
    /// </summary>
    /// <param name="undone">The crashes whose runs are not over, the oldest first.</param>
    public Dictionary<string, WatchedPosition> Positions(IReadOnlyCollection<QueuedCrash> undone)
    {
        var positions = new Dictionary<string, WatchedPosition>(StringComparer.Ordinal);
        foreach (var (name, (resume, _)) in sources)
        {
            if ((undone.FirstOrDefault(crash => crash.Finding.Source == name)?.ReadAgainFrom ?? resume.Now) is { } position)
                positions[name] = position;
        }
        return positions;
    }
}
