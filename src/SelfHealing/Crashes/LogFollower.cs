namespace SelfHealing.Crashes;

/// <summary>Reads the crashes of a log while it is written. Memory stays bounded, however long that is.</summary>
/// <param name="wantsText">Whether the log text of a crash of this fingerprint is needed; to find it costs time.</param>
public sealed class LogFollower(Func<string, bool> wantsText)
{
    readonly LogStreams streams = new(new CrashBuilder(repositoryFiles: null), CrashReader.TextOf, wantsText);

    /// <summary>Adds what was written next. A crash is found when its trace is over, which may be some lines later.</summary>
    public LogReading Add(LogEvent logEvent)
    {
        streams.Add(logEvent);
        return streams.Take();
    }

    /// <summary>Nothing was written to the stream for a while, so a trace that is open there is over.</summary>
    public LogReading EndTrace(string stream)
    {
        streams.End(stream);
        return streams.Take();
    }

    /// <summary>True when the newest lines of the stream may belong to a trace that is not over.</summary>
    public bool IsInTrace(string stream) => streams.IsOpen(stream);
}
