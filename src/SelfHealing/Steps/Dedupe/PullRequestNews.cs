using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Takes into an issue what has become of its pull request.</summary>
static class PullRequestNews
{
    const int LongestRemark = 500;

    /// <summary>The issue as it is once the pull request's fate is known; unchanged while it is open.</summary>
    public static Issue After(this Issue issue, PullRequestFate fate, Redactor redactor, DateTimeOffset now)
    {
        if (fate.Ending == PullRequestEnding.Open)
            return issue;
        var ended = issue with
        {
            ChangedAt = now,
            OpenedAt = fate.OpenedAt,
            EndedAt = fate.EndedAt ?? now,
            OtherAuthors = fate.OtherAuthors.Count > 0 ? PlainText.OneLine(string.Join(", ", fate.OtherAuthors), LongestRemark) : null,
        };
        return fate.Ending == PullRequestEnding.Merged
            ? ended with { Status = IssueStatus.Merged, MergedAt = ended.EndedAt, Reason = null }
            : ended with { Status = IssueStatus.Rejected, Reason = ReasonOf(fate.LastRemark, redactor) };
    }

    /// <summary>How the pull request ended, and after how long; null while it is open.</summary>
    public static EndedPullRequest? Ended(this PullRequestFate fate, DateTimeOffset now) => fate.Ending == PullRequestEnding.Open
        ? null
        : new EndedPullRequest(fate.Ending, ((fate.EndedAt ?? now) - fate.OpenedAt).TotalHours);

    static string ReasonOf(Remark? remark, Redactor redactor) => remark is null
        ? "The pull request was closed without merging, and without a word."
        : $"{PlainText.OneLine(remark.Author, 100)}: {PlainText.OneLine(redactor.Redact(remark.Text), LongestRemark)}";
}

/// <summary>How a pull request ended.</summary>
/// <param name="Ending">Merged or closed.</param>
/// <param name="HoursOpen">The hours from its opening until then.</param>
public sealed record EndedPullRequest(PullRequestEnding Ending, double HoursOpen);
