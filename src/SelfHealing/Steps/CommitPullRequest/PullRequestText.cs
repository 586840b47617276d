using System.Globalization;
using System.Text;
using SelfHealing.Ports;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps.CommitPullRequest;

/// <summary>The texts of a commit and its pull request. Text of strangers stands in fences, where it neither links nor mentions.</summary>
/// <param name="input">The run.</param>
/// <param name="rootCause">The root cause, redacted.</param>
public sealed class PullRequestText(CommitPullRequestInput input, string rootCause)
{
    /// <summary>What GitHub takes at most in a pull request's text, in characters.</summary>
    public const int MostCharacters = 65_536;

    const int MostOfRootCause = 4_000;

    readonly ApprovedRun run = input.State;

    /// <summary>One line: which crash, where.</summary>
    public string Title
    {
        get
        {
            var where = run.Crash.Culprit is { Function: { } function } ? $" in {Markdown.Inert(PlainText.OneLine(function, 60))}" : "";
            return $"Fix {Markdown.Inert(PlainText.OneLine(run.Crash.ExceptionType, 60))}{where}";
        }
    }

    /// <summary>Title, root cause, and the fingerprint as a trailer by which the branch is known again.</summary>
    public string CommitMessage =>
        $"{Title}\n\n{Markdown.Inert(PlainText.OneLine(rootCause, 1000))}\n\nSelf-Heal-Fingerprint: {run.Crash.Fingerprint}\n";

    /// <summary>What a reviewer wants to know. A diff that is too long for the host is cut.</summary>
    /// <param name="patch">The change.</param>
    /// <param name="commit">The full hash of the branch's commit.</param>
    public string Body(Patch patch, string commit)
    {
        var before = Why(commit);
        var after = Provenance();
        var room = MostCharacters - before.Length - after.Length;
        return before + Markdown.Fence(PlainText.Lines(patch.Diff), "diff", room, "the rest is under Files changed") + after;
    }

    string Why(string commit)
    {
        var crash = run.Crash;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{new PullRequestMarker(crash.Fingerprint, commit)}\n");
        text.Append("## Root cause\n\n").Append(Markdown.Fence(PlainText.Lines(rootCause), "text", MostOfRootCause, "cut"));
        text.Append("\n## Crash\n\n");
        text.Append(Markdown.Fence(PlainText.Lines($"{crash.ExceptionType}: {crash.Message}"), "text", MostOfRootCause, "cut"));
        text.Append('\n');
        if (crash.Culprit is { } culprit)
            text.Append(CultureInfo.InvariantCulture, $"- where: {Markdown.Code($"{culprit.File}:{culprit.Line}")} in {Markdown.Code(culprit.Function ?? "?")}\n");
        text.Append(CultureInfo.InvariantCulture, $"- seen: {Times(run.Issue.Occurrences)}, first {run.Issue.FirstSeen:yyyy-MM-dd HH:mm} UTC, last {run.Issue.LastSeen:yyyy-MM-dd HH:mm} UTC\n");
        text.Append(CultureInfo.InvariantCulture, $"- fingerprint: `{crash.Fingerprint}`\n\n## Change\n\n");
        return text.ToString();
    }

    string Provenance()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n- made by: {Markdown.Code(run.Fix.Author)}, confidence {run.Fix.Confidence * 100:0} %\n");
        foreach (var note in run.Validation.Notes)
            text.Append(CultureInfo.InvariantCulture, $"- look at: {Markdown.Code(note)}\n");
        text.Append(CultureInfo.InvariantCulture, $"- tests: {VerificationText.Markdown(run.Service, run.Verification, run.Code.TestCommand)}\n");
        if (run.Fix.Usage is { } usage)
            text.Append(CultureInfo.InvariantCulture, $"- cost: {usage}\n");
        text.Append(CultureInfo.InvariantCulture, $"- approved by: {Markdown.Code(run.Approval.Approver)}");
        if (run.Approval.Reason.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $": {Markdown.Code(run.Approval.Reason)}");
        if (run.Approval.At is { } at)
            text.Append(CultureInfo.InvariantCulture, $"\n- approved at: {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {(run.Approval.Via == "page" ? "on the approval page" : "by command")}");
        text.Append(CultureInfo.InvariantCulture, $"\n- made from: `{run.Code.Commit}`, run {RunLink.Of(input.Execution, input.ExecutionArn)}\n");
        text.Append("\nTo undo it after merging, use this page's Revert button, or `git revert` on the merge. ");
        text.Append("To refuse it, close this pull request with a comment that says why, and delete the branch.\n");
        return text.ToString();
    }

    static string Times(long count) => count == 1 ? "once" : $"{count} times";
}
