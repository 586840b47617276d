using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;

namespace SelfHealing.Outcomes;

/// <summary>Asks the code host what has become of the open pull requests, and keeps it with their issues. Safe to run at any time, as often as one likes.</summary>
public sealed class OutcomeReader(IIssueStore issues, ICodeHost host, Redactor redactor, TimeProvider time)
{
    const int MostOfRemark = 500;

    /// <summary>Reads every open pull request once. One that cannot be read is reported and does not keep the others from being read.</summary>
    /// <exception cref="CodeHostThrottledException">The host asks us to slow down; what was read so far is kept.</exception>
    /// <exception cref="CodeHostUnavailableException">The host cannot be reached; what was read so far is kept.</exception>
    /// <exception cref="StoreUnavailableException">The issues cannot be read or written now.</exception>
    public async Task<IReadOnlyList<PullRequestOutcome>> ReadAsync(CancellationToken cancellation)
    {
        var outcomes = new List<PullRequestOutcome>();
        foreach (var issue in await issues.ListAsync(IssueStatus.PullRequestOpen, cancellation))
        {
            if (issue.PullRequest is { } url)
                outcomes.Add(await ReadAsync(issue, url, cancellation));
        }
        return outcomes;
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
            return new PullRequestOutcome(issue.Key, url, issue.Status) { Problem = $"Nothing here reads {url}: set SELFHEAL_GITHUB_TOKEN (and SELFHEAL_GITHUB_API)." };
        if (fate.Ending == PullRequestEnding.Open)
            return new PullRequestOutcome(issue.Key, url, issue.Status);
        var ended = Ended(issue, fate);
        // The crash may have been counted again meanwhile: only what was found out is changed.
        await issues.TryChangeAsync(
            issue.Key, issue.Execution, now => now.Status == IssueStatus.PullRequestOpen && now.PullRequest == url ? Ended(now, fate) : now, cancellation);
        return new PullRequestOutcome(issue.Key, url, ended.Status) { Reason = ended.Reason, OtherAuthors = ended.OtherAuthors };
    }

    Issue Ended(Issue issue, PullRequestFate fate) => issue.After(fate, time.GetUtcNow()) with
    {
        Reason = fate.Ending == PullRequestEnding.Merged ? null : Rejection(fate.LastRemark),
        OtherAuthors = fate.OtherAuthors.Count > 0 ? PlainText.OneLine(string.Join(", ", fate.OtherAuthors), MostOfRemark) : null,
        OpenedAt = fate.OpenedAt,
        EndedAt = fate.EndedAt,
    };

    string Rejection(Remark? remark) => remark is null
        ? "The pull request was closed without merging, and without a word."
        : $"{PlainText.OneLine(remark.Author, 100)}: {PlainText.OneLine(redactor.Redact(remark.Text), MostOfRemark)}";
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

    /// <summary>Why it could not be read; null when it was.</summary>
    public string? Problem { get; init; }
}
