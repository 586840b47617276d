namespace SelfHealing.Issues;

/// <summary>Crashes of one bug that were seen together.</summary>
/// <param name="Count">How many.</param>
/// <param name="First">When the first of them was logged, UTC.</param>
/// <param name="Last">When the last of them was logged, UTC.</param>
public sealed record Sighting(long Count, DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>Where they were logged: log streams, or hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The versions or commits that the log says were running.</summary>
    public IReadOnlyList<SeenVersion> Versions { get; init; } = [];

    /// <summary>One crash, about which no more is known.</summary>
    public static Sighting At(DateTimeOffset time) => new(1, time, time);

    /// <summary>Both together.</summary>
    public Sighting With(Sighting other) => new(Count + other.Count, Earlier(First, other.First), Later(Last, other.Last))
    {
        Hosts = Joined(Hosts, other.Hosts),
        Versions = Joined(Versions, other.Versions),
    };

    internal static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    internal static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // The newest: a long life has more hosts and versions than an issue can hold.
    internal static IReadOnlyList<string> Joined(IReadOnlyList<string> known, IReadOnlyList<string> more) =>
        [.. known.Union(more, StringComparer.Ordinal).TakeLast(Issue.MostHosts)];

    internal static IReadOnlyList<SeenVersion> Joined(IReadOnlyList<SeenVersion> known, IReadOnlyList<SeenVersion> more) =>
    [
        .. known.Concat(more)
            .GroupBy(version => version.Name, StringComparer.Ordinal)
            .Select(same => same.MinBy(version => version.FirstSeen)!)
            .OrderBy(version => version.FirstSeen)
            .TakeLast(Issue.MostVersions),
    ];
}

/// <summary>A version of a service in which a bug was seen.</summary>
/// <param name="Name">A version, a commit's hash or an image's tag, as logged.</param>
/// <param name="FirstSeen">When the bug was first seen in it, UTC.</param>
public sealed record SeenVersion(string Name, DateTimeOffset FirstSeen);
