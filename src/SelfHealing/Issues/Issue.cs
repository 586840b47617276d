namespace SelfHealing.Issues;

/// <summary>What tells one bug from another: where it runs, and the fingerprint of its crash.</summary>
/// <param name="Service">The service that crashed; locally, the repository's own identity.</param>
/// <param name="Fingerprint">The crash's fingerprint.</param>
public sealed record IssueKey(string Service, string Fingerprint);

/// <summary>One bug, and what has become of it. Kept per <see cref="IssueKey"/>, however often it crashes.</summary>
/// <param name="Key">Which bug.</param>
/// <param name="Status">What has become of it.</param>
/// <param name="Execution">The run that claimed it last.</param>
/// <param name="ChangedAt">When the status was set, UTC.</param>
/// <param name="FirstSeen">When the first crash was seen, UTC.</param>
/// <param name="LastSeen">When the latest crash was seen, UTC.</param>
/// <param name="Occurrences">How many crashes were seen.</param>
/// <param name="Version">Counts the writes; the first is 1.</param>
public sealed record Issue(
    IssueKey Key,
    IssueStatus Status,
    string Execution,
    DateTimeOffset ChangedAt,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    long Occurrences,
    long Version)
{
    /// <summary>How many earlier attempts are kept.</summary>
    public const int MostAttempts = 5;

    /// <summary>How many hosts are kept.</summary>
    public const int MostHosts = 10;

    /// <summary>How many versions are kept.</summary>
    public const int MostVersions = 10;

    const int LongestText = 1000;

    /// <summary>Why it is in this status, in a sentence; the reviewer's words for a rejection.</summary>
    public string? Reason { get; init; }

    /// <summary>The branch with the fix, once there is one.</summary>
    public string? Branch { get; init; }

    /// <summary>The address of the pull request with the fix; null where there is only the branch.</summary>
    public string? PullRequest { get; init; }

    /// <summary>When the branch or pull request was made, UTC.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the pull request was merged or closed, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who changed the fix before it was merged; null when nobody did.</summary>
    public string? OtherAuthors { get; init; }

    /// <summary>The token that the waiting run goes on with; only while awaiting approval.</summary>
    public string? TaskToken { get; init; }

    /// <summary>What earlier runs proposed, the oldest first; at most <see cref="MostAttempts"/>.</summary>
    public IReadOnlyList<PastAttempt> Attempts { get; init => field = value ?? []; } = [];

    /// <summary>The artifact with the change that the latest branch or pull request holds.</summary>
    public string? PatchReference { get; init; }

    /// <summary>When the latest pull request was merged, UTC. Stays when the bug comes back after it.</summary>
    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>The run that was started last for crashes of a log stream; it has not claimed the issue yet, or has been and gone.</summary>
    public string? Started { get; init; }

    /// <summary>When <see cref="Started"/> was, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Where crashes were logged: log streams or hosts, the newest <see cref="MostHosts"/>.</summary>
    public IReadOnlyList<string> Hosts { get; init => field = value ?? []; } = [];

    /// <summary>The versions that crashed, the newest <see cref="MostVersions"/>.</summary>
    public IReadOnlyList<SeenVersion> Versions { get; init => field = value ?? []; } = [];

    /// <summary>A bug that nobody has claimed yet.</summary>
    public static Issue New(IssueKey key, Sighting sighting, DateTimeOffset now) =>
        new Issue(key, IssueStatus.New, Execution: "", now, sighting.First, sighting.Last, Occurrences: 0, Version: 0).Seen(sighting);

    /// <summary>The same issue with more crashes counted.</summary>
    public Issue Seen(Sighting sighting) => this with
    {
        Occurrences = Occurrences + sighting.Count,
        FirstSeen = Sighting.Earlier(FirstSeen, sighting.First),
        LastSeen = Sighting.Later(LastSeen, sighting.Last),
        Hosts = Sighting.Joined(Hosts, sighting.Hosts),
        Versions = Sighting.Joined(Versions, sighting.Versions),
    };

    /// <summary>The same issue with one more attempt, cut to a bounded length. A run has one attempt: told again, it replaces what was told.</summary>
    public Issue With(PastAttempt attempt)
    {
        var cut = attempt with { RootCause = Cut(attempt.RootCause), Reason = Cut(attempt.Reason) };
        return this with { Attempts = [.. Attempts.Where(known => known.Execution != attempt.Execution).Append(cut).TakeLast(MostAttempts)] };
    }

    static string Cut(string text) => text.Length > LongestText ? text[..LongestText] + "…" : text;
}

/// <summary>What has become of a bug.</summary>
public enum IssueStatus
{
    /// <summary>It was seen, and no run has claimed it yet.</summary>
    New,

    /// <summary>A run is working on it.</summary>
    Healing,

    /// <summary>A run waits for a person's decision.</summary>
    AwaitingApproval,

    /// <summary>A branch or pull request with a fix is there.</summary>
    PullRequestOpen,

    /// <summary>The pull request was merged.</summary>
    Merged,

    /// <summary>A person said no, or closed the pull request. It stays quiet until it is cleared or forgotten.</summary>
    Rejected,

    /// <summary>No change was proposed.</summary>
    Abstained,

    /// <summary>No attempt gave an acceptable change.</summary>
    Invalid,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>The run failed.</summary>
    Failed,

    /// <summary>Only counted: it is no fault of the code, or the day's budget was spent.</summary>
    Suppressed,
}
