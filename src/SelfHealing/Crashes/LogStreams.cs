using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes;

/// <summary>The streams of one log while it is read, and what was found in them.</summary>
/// <param name="builder">Makes crashes of traces.</param>
/// <param name="textOf">Picks a crash's own text out of the newest text of its stream; null when no text is kept.</param>
/// <param name="wantsText">Whether the text of a crash of this fingerprint is kept.</param>
sealed class LogStreams(CrashBuilder builder, Func<Crash, Excerpt, string>? textOf, Func<string, bool> wantsText)
{
    // Streams are told apart by name; a log with more open traces than this is read with what the oldest ones have so far.
    const int MaxStreams = 10_000;

    const int MaxSignalLine = 500;

    readonly List<Crash> crashes = [];
    readonly List<LoggedSignal> signals = [];
    readonly Dictionary<string, Open> streams = new(StringComparer.Ordinal);
    Open? last;

    public void Add(LogEvent logEvent)
    {
        // Most events are of the stream of the one before.
        var stream = ReferenceEquals(last?.Name, logEvent.Stream) ? last! : Find(logEvent.Stream);
        last = stream;
        if (textOf is not null)
            stream.Newest.Add(logEvent.Message);
        stream.Reader.Add(logEvent.Message, logEvent.Timestamp);
    }

    public LogReading End()
    {
        EndAll();
        return Take();
    }

    /// <summary>What was found since it was taken last.</summary>
    public LogReading Take()
    {
        if (crashes.Count == 0 && signals.Count == 0)
            return LogReading.Nothing;
        var found = new LogReading([.. crashes], [.. signals]);
        crashes.Clear();
        signals.Clear();
        return found;
    }

    /// <summary>Ends what is open in a stream that goes on.</summary>
    public void End(string stream)
    {
        if (streams.TryGetValue(stream, out var ended))
            ended.Reader.End(cut: false);
    }

    /// <summary>True within a trace of the stream.</summary>
    public bool IsOpen(string stream) => streams.TryGetValue(stream, out var opened) && opened.Reader.IsOpen;

    Open Find(string name)
    {
        if (streams.TryGetValue(name, out var found))
            return found;
        if (streams.Count == MaxStreams)
            EndAll();
        var newest = new Excerpt();
        var listener = new LogListener(
            (trace, time) => Found(builder.Build(trace, name, time), newest),
            (signal, line, time) => signals.Add(new LoggedSignal(name, signal, line.Length > MaxSignalLine ? line[..MaxSignalLine] : line, time)));
        var opened = new Open(name, new LogStream(listener), newest);
        streams.Add(name, opened);
        return opened;
    }

    void Found(Crash crash, Excerpt newest) =>
        crashes.Add(textOf is not null && wantsText(crash.Fingerprint) ? crash with { Text = textOf(crash, newest) } : crash);

    void EndAll()
    {
        foreach (var stream in streams.Values)
            stream.Reader.End(cut: false);
        streams.Clear();
        last = null;
    }

    sealed record Open(string Name, LogStream Reader, Excerpt Newest);
}
