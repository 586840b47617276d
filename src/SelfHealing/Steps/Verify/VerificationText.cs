using System.Text;
using SelfHealing.Steps.Verify.Commands;

namespace SelfHealing.Steps.Verify;

/// <summary>What the tests said, in a sentence or two for people.</summary>
public static class VerificationText
{
    /// <summary>As plain text.</summary>
    public static string Plain(ServiceSettings service, Verification? verification, TestCommand? proposed) =>
        Of(service, verification, proposed, text => $"`{PlainText.OneLine(text, 200)}`");

    /// <summary>As Markdown, in which commands and paths have no effect.</summary>
    public static string Markdown(ServiceSettings service, Verification? verification, TestCommand? proposed) =>
        Of(service, verification, proposed, CommitPullRequest.Markdown.Code);

    /// <summary>How a run with something ended: "fails with the change (exit code 1, 0.4 s)".</summary>
    public static string Ending(TestRun run, string with) => run.Outcome switch
    {
        TestOutcome.Passed => $"passes {with} ({run.Seconds:0.0} s)",
        TestOutcome.Failed => $"fails {with} (exit code {run.ExitCode}, {run.Seconds:0.0} s)",
        TestOutcome.TimedOut => $"does not end {with} (stopped after {run.Seconds:0} s)",
        _ => $"takes more memory than it may {with} (stopped after {run.Seconds:0.0} s)",
    };

    /// <summary>How the runs with the change and without it ended: "fails with the change (exit code 1, 0.4 s), and passes without it (0.3 s)".</summary>
    public static string Endings(TestRun after, TestRun before) =>
        $"{Ending(after, "with the change")}{(before.Outcome == TestOutcome.Passed ? ", and " : "; it also ")}{Ending(before, "without it")}";

    static string Of(ServiceSettings service, Verification? verification, TestCommand? proposed, Func<string, string> code)
    {
        if (verification is not { Outcome: not VerificationOutcome.NotRun })
            return proposed is null ? "not run: no test command is set" : $"not run: no test command is set; try {code(proposed.AsOptions())}";
        if (verification is not { Before: { } before, After: { } after })
            return verification.Problems is [var problem, ..] ? problem : "not run";
        var text = new StringBuilder(code(service.Verify ?? ""));
        text.Append(verification.Outcome switch
        {
            VerificationOutcome.Failed => $" {Endings(after, before)}.",
            _ when verification.Reproduced => $" {Ending(before, "without the change")}, and {Ending(after, "with it")}.",
            _ => $" {Ending(after, "with the change")}. It passes without it too, so it did not reproduce the crash.",
        });
        if (verification.Dropped is { Count: > 0 } dropped)
            text.Append($" The change's tests pass without its fix, so they prove nothing and were left out: {string.Join(", ", dropped.Select(code))}.");
        else if (verification is { TestsOnly: { } testsOnly, Reproduced: false })
            text.Append($" It {Ending(testsOnly, "with the change's tests alone")}: they reproduce the bug.");
        text.Append(after.Isolation.Network switch
        {
            NetworkAccess.Cut => " The network was cut.",
            NetworkAccess.Allowed => " The network was allowed.",
            _ => " The network could not be cut.",
        });
        return text.ToString();
    }
}
