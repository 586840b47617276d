using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.Parse;

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

    public static string Lines(int added, int removed) => $"+{added} -{removed}";

    public static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
