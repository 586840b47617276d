using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Approvals;

/// <summary>How facts are put to a person, on the page and in the mail alike.</summary>
static class Wording
{
    /// <summary>A service's name, short enough for a title: a local one's name is a path.</summary>
    public static string Service(ServiceSettings service)
    {
        if (!service.Name.Contains('/', StringComparison.Ordinal))
            return PlainText.OneLine(service.Name, 60);
        var repository = Path.GetFileName(service.Repository.TrimEnd('/'));
        if (repository.EndsWith(".git", StringComparison.Ordinal) && repository.Length > 4)
            repository = repository[..^4];
        return PlainText.OneLine(service.Root.Length > 0 ? $"{repository}/{service.Root.Trim('/')}" : repository, 60);
    }

    public static string Crash(CrashReport crash) =>
        PlainText.OneLine(crash.Message.Length > 0 ? $"{crash.ExceptionType}: {crash.Message}" : crash.ExceptionType, 300);

    public static string Where(CrashReport crash) => crash.Culprit is { } culprit
        ? PlainText.OneLine($"{culprit.File}:{culprit.Line}{(culprit.Function is { Length: > 0 } function ? $" in {function}" : "")}", 300)
        : "outside the application's own code";

    public static string Seen(IssueClaim issue) => issue.Occurrences == 1
        ? $"once, {Time(issue.FirstSeen)}"
        : $"{issue.Occurrences} times since {Time(issue.FirstSeen)}, last {Time(issue.LastSeen)}";

    /// <summary>What the repository's own tests said.</summary>
    public static string Tests(Verification? verification) => verification switch
    {
        null or { Outcome: VerificationOutcome.NotRun } => "not run: the service has no test command",
        { Outcome: VerificationOutcome.Passed, After: { } after, Reproduced: false } => $"pass with the change ({Seconds(after)}); they passed without it too",
        { Outcome: VerificationOutcome.Passed, After: { } after } => $"pass with the change ({Seconds(after)}); without it they fail",
        _ => "do not pass with the change",
    };

    public static string Lines(int added, int removed) => $"+{added} -{removed}";

    public static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    static string Seconds(TestRun run) => $"{run.Seconds:0.#} s";
}
