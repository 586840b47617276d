using System.Runtime.CompilerServices;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.Dedupe;

namespace SelfHealing.Outcomes;

/// <summary>Asks the code host what has become of the open pull requests, and keeps it with their issues. Safe to run at any time, as often as one likes.</summary>
public sealed class OutcomeReader(IIssueStore issues, ICodeHost host, Redactor redactor, TimeProvider time)
{
    /// <summary>Reads every open pull request once, and hands on what it finds. One that cannot be read is reported and does not keep the others from being read.</summary>
    /// <exception cref="CodeHostThrottledException">The host asks us to slow down; what was read so far is kept.</exception>
    /// <exception cref="CodeHostUnavailableException">The host cannot be reached; what was read so far is kept.</exception>
    /// <exception cref="StoreUnavailableException">The issues cannot be read or written now.</exception>
    public async IAsyncEnumerable<PullRequestOutcome> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var issue in await issues.ListAsync(IssueStatus.PullRequestOpen, cancellation))
        {
            if (issue.PullRequest is { } url)
                yield return await ReadAsync(issue, url, cancellation);
        }
    }

    async Task<PullRequestOutcome> ReadAsync(Issue issue, string url, CancellationToken cancellation)
    {
        PullRequestFate? fate;
        try
        {
            fate = await host.FateOfAsync(url, cancellation);
        }
        catch (Exception problem) when (problem is CodeHostRefusedException or PullRequestRefusedException)
        {
            return new PullRequestOutcome(issue.Key, url, issue.Status) { Problem = problem.Message };
        }
        if (fate is null)
            return new PullRequestOutcome(issue.Key, url, issue.Status) { Problem = $"Nothing here reads {url}: no login for that host is set. docs/github.md says how." };
        var now = time.GetUtcNow();
        var after = issue.After(fate, redactor, now);
        var ended = fate.Ended(now);
        if (ended is not null && !await RecordAsync(issue, url, fate, now, cancellation))
            ended = null;
        return new PullRequestOutcome(issue.Key, url, after.Status) { Reason = after.Reason, OtherAuthors = after.OtherAuthors, Ended = ended };
    }

    // The crash may have been counted again meanwhile: only what was found out is changed. A run that saw the crash may have found it out too.
    async Task<bool> RecordAsync(Issue issue, string url, PullRequestFate fate, DateTimeOffset now, CancellationToken cancellation)
    {
        var isNews = false;
        var isWritten = await issues.TryChangeAsync(
            issue.Key,
            issue.Execution,
            known =>
            {
                isNews = known.Status == IssueStatus.PullRequestOpen && known.PullRequest == url;
                return isNews ? known.After(fate, redactor, now) : known;
            },
            cancellation);
        return isWritten && isNews;
    }
}

/// <summary>What has become of one pull request.</summary>
/// <param name="Issue">The bug that it fixes.</param>
/// <param name="Url">Its address.</param>
/// <param name="Status">The issue's status now.</param>
public sealed record PullRequestOutcome(IssueKey Issue, string Url, IssueStatus Status)
{
    /// <summary>The reviewer's last words on one that was closed without merging.</summary>
    public string? Reason { get; init; }

    /// <summary>Who changed it before the merge; null when nobody did.</summary>
    public string? OtherAuthors { get; init; }

    /// <summary>How it ended, for whoever found it out first; null while it is open, and when it was known before.</summary>
    public EndedPullRequest? Ended { get; init; }

    /// <summary>Why it could not be read; null when it was.</summary>
    public string? Problem { get; init; }
}
