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

    /// <summary>The pull request was merged.</summary>
    Merged,

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

    /// <summary>It is no fault of the code: only counted.</summary>
    Suppressed,
}
