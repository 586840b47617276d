using System.Text;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.CommitPullRequest;

/// <summary>The texts of a commit and its pull request.</summary>
public static class PullRequestText
{
    /// <summary>One line: which crash, where.</summary>
    public static string Title(CommitPullRequestInput input)
    {
        var where = input.Crash.Culprit is { Function: { } function } ? $" in {Markdown.Inert(PlainText.OneLine(function, 60))}" : "";
        return $"Fix {Markdown.Inert(PlainText.OneLine(input.Crash.ExceptionType, 60))}{where}";
    }

    /// <summary>Title, root cause, and the fingerprint as a trailer by which the branch is known again.</summary>
    public static string CommitMessage(CommitPullRequestInput input, string title) =>
        $"{title}\n\n{Markdown.Inert(PlainText.OneLine(input.Fix.RootCause, 1000))}\n\nSelf-Heal-Fingerprint: {input.Crash.Fingerprint}\n";

    /// <summary>What a reviewer wants to know. Text of strangers stands in fences, where it neither links nor mentions.</summary>
    public static string Body(CommitPullRequestInput input, Patch patch)
    {
        var crash = input.Crash;
        var body = new StringBuilder();
        body.Append("## Root cause\n\n").Append(Markdown.Fence(PlainText.Lines(input.Fix.RootCause), "text"));
        body.Append("\n## Crash\n\n").Append(Markdown.Fence($"{crash.ExceptionType}: {PlainText.Lines(crash.Message)}", "text"));
        body.Append('\n');
        if (crash.Culprit is { } culprit)
            body.Append($"- where: {Markdown.Code($"{culprit.File}:{culprit.Line}")} in {Markdown.Code(culprit.Function ?? "?")}\n");
        body.Append($"- seen: {(input.Issue.Occurrences == 1 ? "once" : $"{input.Issue.Occurrences} times")}, first {input.Issue.FirstSeen:yyyy-MM-dd HH:mm} UTC\n");
        body.Append($"- fingerprint: `{crash.Fingerprint}`\n");
        body.Append("\n## Change\n\n").Append(Markdown.Fence(patch.Diff, "diff"));
        body.Append($"\n- made by: {Markdown.Code(input.Fix.Author)}, confidence {input.Fix.Confidence:P0}\n");
        body.Append($"- approved by: {Markdown.Code(input.Approval.Approver)}");
        if (input.Approval.Reason.Length > 0)
            body.Append($": {Markdown.Code(PlainText.OneLine(input.Approval.Reason))}");
        if (input.Approval.At is { } at)
            body.Append($"\n- approved at: {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {(input.Approval.Via == "page" ? "on the approval page" : "by command")}");
        body.Append($"\n- made from: `{input.Code.Commit}`, run {Markdown.Code(input.Execution)}\n");
        body.Append("\nTo undo it after merging: `git revert` the merge. To refuse it: close this pull request and delete the branch.\n");
        return body.ToString();
    }
}
