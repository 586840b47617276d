namespace SelfHealing.Crashes;

/// <summary>
/// Reads the crashes out of a log: Python, Java and Kotlin, JavaScript and TypeScript on Node, C#, Go, Ruby; plain, behind the prefixes
/// of loggers and log shippers, or as JSON; whole or one line per event.
/// </summary>
public static class CrashReader
{
    /// <summary>Reads all events. Memory stays bounded by what is found, not by the length of the log.</summary>
    /// <param name="events">The events; streams may be interleaved. A list is put in the order of its times first, anything else is read in its order.</param>
    /// <param name="repositoryFiles">The repository's paths, when known: frames in them are in-app, others are not. Null: rules per language decide.</param>
    public static LogReading Read(IEnumerable<LogEvent> events, IReadOnlyCollection<string>? repositoryFiles = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Read(events, repositoryFiles, keepText: true);
    }

    static LogReading Read(IEnumerable<LogEvent> events, IReadOnlyCollection<string>? repositoryFiles, bool keepText)
    {
        // One text per bug: a log with a million crashes of one bug is not kept a million times.
        var known = new HashSet<string>(StringComparer.Ordinal);
        var streams = new LogStreams(new CrashBuilder(repositoryFiles), keepText ? TextOf : null, known.Add);
        foreach (var logEvent in Logs.TimeOrder.Of(events))
            streams.Add(logEvent);
        return streams.End();
    }

    // The text is kept when the whole crash can be read from it again; that reading keeps no text of its own.
    internal static string TextOf(Crash crash, Logs.Excerpt newest) => newest.ShortestThat(
        texts => Read(texts.Select(text => new LogEvent(crash.Source, crash.LoggedAt, text)), repositoryFiles: null, keepText: false)
            .Crashes.Any(read => IsWhole(crash, read)),
        Revisions.LoggedRevisions.Announce);

    static bool IsWhole(Crash crash, Crash read) =>
        (read.ExceptionType, read.Message, read.Cut) == (crash.ExceptionType, crash.Message, crash.Cut)
        && read.Causes.Count == crash.Causes.Count
        && read.Frames.Select(frame => (frame.File, frame.Line)).SequenceEqual(crash.Frames.Select(frame => (frame.File, frame.Line)));
}
