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
    /// <summary>Why it is in this status, in a sentence; the reviewer's words for a rejection.</summary>
    public string? Reason { get; init; }

    /// <summary>The branch with the fix, once there is one.</summary>
    public string? Branch { get; init; }

    /// <summary>The token that the waiting run goes on with; only while awaiting approval.</summary>
    public string? TaskToken { get; init; }

    /// <summary>What earlier runs proposed, the oldest first; at most <see cref="MostAttempts"/>.</summary>
    public IReadOnlyList<PastAttempt> Attempts { get; init; } = [];

    /// <summary>How many earlier attempts are kept.</summary>
    public const int MostAttempts = 5;

    const int LongestText = 1000;

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
    /// <summary>A run is working on it.</summary>
    Healing,

    /// <summary>A run waits for a person's decision.</summary>
    AwaitingApproval,

    /// <summary>A branch or pull request with a fix is there.</summary>
    PullRequestOpen,

    /// <summary>A person said no. It stays quiet until it is cleared.</summary>
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
