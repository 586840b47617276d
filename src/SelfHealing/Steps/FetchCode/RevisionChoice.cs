using SelfHealing.Crashes.Revisions;

namespace SelfHealing.Steps.FetchCode;

/// <summary>Says which commit was taken and why.</summary>
static class RevisionChoice
{
    /// <summary>The sentence.</summary>
    /// <param name="logged">What the log names, in the order in which it was looked for.</param>
    /// <param name="taken">Which of them the repository has; null when none.</param>
    /// <param name="configured">The service's branch, tag or commit; null for the default.</param>
    /// <param name="branch">The branch that was found; null for a detached commit.</param>
    public static string Explain(IReadOnlyList<LoggedRevision> logged, string? taken, string? configured, string? branch)
    {
        var found = logged.FirstOrDefault(revision => revision.Name == taken);
        if (found is not null)
            return $"The log names it: {found.Field}={found.Name}{OfKind(found.Kind)}.";
        var fallback = configured is not null ? $"the configured revision {configured}"
            : branch is not null ? $"the branch {branch}"
            : "the checked-out commit";
        return logged.Count == 0
            ? $"The log names no commit: {fallback} was taken."
            : $"The log names {string.Join(", ", logged.Select(revision => $"{revision.Field}={revision.Name}"))}, which the repository does not have: {fallback} was taken.";
    }

    static string OfKind(RevisionKind kind) => kind switch
    {
        RevisionKind.Version => ", a version",
        RevisionKind.Image => ", an image's tag",
        _ => "",
    };
}
