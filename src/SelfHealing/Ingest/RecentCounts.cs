using SelfHealing.Issues;

namespace SelfHealing.Ingest;

/// <summary>
/// Crashes that a warm function has seen and not written yet. A bug's first crash is written at once; those that follow within
/// <see cref="Window"/> wait here and are written together. What still waits when the function is taken down is not counted: at most what
/// one function saw of a bug in one window. It never costs a run.
/// </summary>
sealed class RecentCounts(TimeProvider time)
{
    /// <summary>A bug is written at most once in this time by one function.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>More bugs than this are not remembered at once.</summary>
    public const int MostBugs = 10_000;

    readonly Dictionary<IssueKey, (DateTimeOffset WrittenAt, Sighting? Waiting)> bugs = [];

    /// <summary>The bugs whose time to be written has come.</summary>
    public IReadOnlyList<(IssueKey Key, Sighting Waiting)> Due =>
        [.. bugs.Where(bug => bug.Value.Waiting is not null && IsOver(bug.Value.WrittenAt)).Select(bug => (bug.Key, bug.Value.Waiting!))];

    /// <summary>Lets the crashes wait, if the bug was written a moment ago.</summary>
    public bool TryKeep(IssueKey key, Sighting sighting)
    {
        if (!bugs.TryGetValue(key, out var bug) || IsOver(bug.WrittenAt))
            return false;
        bugs[key] = bug with { Waiting = Together(bug.Waiting, sighting) };
        return true;
    }

    /// <summary>The crashes together with those that wait.</summary>
    public Sighting With(IssueKey key, Sighting sighting) =>
        bugs.TryGetValue(key, out var bug) ? Together(bug.Waiting, sighting) : sighting;

    /// <summary>All of the bug's crashes are written now.</summary>
    public void Wrote(IssueKey key)
    {
        if (bugs.Count >= MostBugs)
            Forget();
        if (bugs.Count < MostBugs || bugs.ContainsKey(key))
            bugs[key] = (time.GetUtcNow(), Waiting: null);
    }

    static Sighting Together(Sighting? waiting, Sighting sighting) => waiting?.With(sighting) ?? sighting;

    bool IsOver(DateTimeOffset writtenAt) => time.GetUtcNow() - writtenAt >= Window;

    void Forget()
    {
        foreach (var key in bugs.Where(bug => bug.Value.Waiting is null).Select(bug => bug.Key).ToList())
            bugs.Remove(key);
    }
}
