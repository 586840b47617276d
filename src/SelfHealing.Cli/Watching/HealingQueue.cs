using SelfHealing.Cli.Commands;

namespace SelfHealing.Cli.Watching;

/// <summary>What becomes of a crash that was found.</summary>
enum Offered
{
    /// <summary>A run will be started for it.</summary>
    Queued,

    /// <summary>It has a run, or had one a while ago.</summary>
    Duplicate,

    /// <summary>Too many others wait.</summary>
    Skipped,
}

/// <summary>A crash that waits for its run.</summary>
/// <param name="Key">Equal for crashes of one bug.</param>
/// <param name="Finding">The crash.</param>
/// <param name="ReadAgainFrom">From where its file would have to be read again to find it; null for what is no file.</param>
sealed record QueuedCrash(string Key, LogFinding Finding, WatchedPosition? ReadAgainFrom);

/// <summary>The crashes that wait for a run or have one: each bug once, however often it crashes. Bounded.</summary>
sealed class HealingQueue(TimeProvider time)
{
    /// <summary>More different crashes do not wait at once.</summary>
    public const int MostWaiting = 500;

    /// <summary>The outcomes of more crashes than this are not remembered.</summary>
    public const int MostRemembered = 10_000;

    /// <summary>A crash that had a run gets another after this time: it may have been merged and come back.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromHours(1);

    readonly Queue<QueuedCrash> waiting = new();
    readonly Dictionary<string, DateTimeOffset?> known = new(StringComparer.Ordinal);

    public IReadOnlyCollection<QueuedCrash> Waiting => waiting;

    /// <summary>Whether a run would be started for the crash now.</summary>
    public bool Wants(string key) => waiting.Count < MostWaiting && !IsKnown(key);

    /// <summary>Queues a crash, if it is new and there is room.</summary>
    public Offered Offer(string key, Func<QueuedCrash> crash)
    {
        if (IsKnown(key))
            return Offered.Duplicate;
        if (waiting.Count >= MostWaiting)
            return Offered.Skipped;
        Remember(key, ended: null);
        waiting.Enqueue(crash());
        return Offered.Queued;
    }

    public QueuedCrash? Next() => waiting.TryDequeue(out var next) ? next : null;

    /// <summary>Its run has ended, or waits for a person.</summary>
    public void Ended(QueuedCrash crash) => Remember(crash.Key, time.GetUtcNow());

    bool IsKnown(string key) => known.TryGetValue(key, out var ended) && !(ended + Again <= time.GetUtcNow());

    // What has no end is waiting or running, and they are few.
    void Remember(string key, DateTimeOffset? ended)
    {
        if (known.Count >= MostRemembered && !known.ContainsKey(key))
        {
            foreach (var (forgotten, _) in known.Where(one => one.Value is not null).OrderBy(one => one.Value).Take(MostRemembered / 10).ToList())
                known.Remove(forgotten);
        }
        known[key] = ended;
    }
}
