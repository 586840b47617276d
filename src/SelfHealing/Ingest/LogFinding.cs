using SelfHealing.Crashes;
using SelfHealing.Issues;
using SelfHealing.Crashes.Revisions;

namespace SelfHealing.Ingest;

/// <summary>One bug of a batch.</summary>
/// <param name="Fingerprint">Which bug.</param>
/// <param name="Text">The log text around its first crash, raw.</param>
/// <param name="NoFault">Why it is no fault of the code, in a sentence; null when it is one.</param>
/// <param name="Sighting">Its crashes in the batch.</param>
sealed record LogFinding(string Fingerprint, string Text, string? NoFault, Sighting Sighting)
{
    /// <summary>What the log says was running; null when it says nothing.</summary>
    public string? Version => Sighting.Versions is [var version, ..] ? version.Name : null;

    /// <summary>The same with the version that the log text names, if it does.</summary>
    public LogFinding WithVersion() =>
        LoggedRevisions.Read(Text).FirstOrDefault(revision => revision.Kind != RevisionKind.Image) is { } running
            ? this with { Sighting = Sighting with { Versions = [new SeenVersion(running.Name, Sighting.First)] } }
            : this;

    /// <summary>Every bug of a batch once, and every kind of failure without a trace once.</summary>
    public static IEnumerable<LogFinding> Of(SubscriptionBatch batch, DateTimeOffset now)
    {
        var events = batch.LogEvents.Select(one => new LogEvent(batch.LogStream, TimeOf(one), one.Message)).ToList();
        var reading = CrashReader.Read(events);
        var crashes = reading.Crashes.GroupBy(crash => crash.Fingerprint, StringComparer.Ordinal).Select(same => new LogFinding(
            same.Key,
            same.First().Text ?? "",
            same.First().Signal?.Reason,
            Seen(batch.LogStream, same.Select(crash => crash.LoggedAt), now)));
        var signals = reading.Signals.GroupBy(found => found.Signal.Kind).Select(same => new LogFinding(
            $"signal:{same.Key}",
            same.First().Line,
            same.First().Signal.Reason,
            Seen(batch.LogStream, same.Select(found => found.LoggedAt), now)));
        return crashes.Concat(signals);
    }

    static Sighting Seen(string stream, IEnumerable<DateTimeOffset?> times, DateTimeOffset now)
    {
        // A host's clock may be ahead of ours; nothing is seen before it happens.
        var known = times.Select(time => Sighting.Earlier(time ?? now, now)).ToList();
        return new Sighting(known.Count, known.Min(), known.Max()) { Hosts = [stream] };
    }

    // Before 1970 or after 9999 is no time.
    static DateTimeOffset? TimeOf(SubscribedEvent one) =>
        one.Timestamp is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(one.Timestamp) : null;
}
