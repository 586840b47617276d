namespace SelfHealing.Crashes.Revisions;

/// <summary>What a log says is running.</summary>
/// <param name="Name">A commit's hash or the beginning of one, a version, or an image's tag.</param>
/// <param name="Field">The field that says it, as the log spells it: <c>git.commit</c>.</param>
/// <param name="Kind">How directly it names the commit.</param>
sealed record LoggedRevision(string Name, string Field, RevisionKind Kind);

/// <summary>How directly a field names a commit, the most direct first.</summary>
enum RevisionKind
{
    Commit,
    Version,
    Image,
}
