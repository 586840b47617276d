using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Takes into an issue what has become of its pull request.</summary>
static class PullRequestNews
{
    /// <summary>The issue as it is once the pull request's fate is known; unchanged while it is open.</summary>
    public static Issue After(this Issue issue, PullRequestFate fate, DateTimeOffset now) => fate.Ending switch
    {
        PullRequestEnding.Merged => issue with { Status = IssueStatus.Merged, MergedAt = fate.EndedAt ?? now, ChangedAt = now },
        PullRequestEnding.Closed => issue with { Status = IssueStatus.Rejected, Reason = ReasonOf(fate), ChangedAt = now },
        _ => issue,
    };

    static string ReasonOf(PullRequestFate fate) => fate.LastRemark is { } remark
        ? $"{PlainText.OneLine(remark.Author, 100)}: {PlainText.OneLine(remark.Text)}"
        : "The pull request was closed without merging.";
}
