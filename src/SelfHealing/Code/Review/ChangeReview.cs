namespace SelfHealing.Code.Review;

/// <summary>Reads a change as a strict reviewer does: it has to mend the cause, and nothing else. What is clearly wrong is refused;
/// what a person has to judge is a note.</summary>
/// <param name="Problems">Why the change is refused, for whoever wrote it; empty when it is not.</param>
/// <param name="Notes">What a person should look at.</param>
public sealed record ChangeReview(IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    const int MaxFindings = 20;

    /// <summary>Reviews the changed files of one change. Text in no known language is reviewed by its lines only.</summary>
    /// <param name="changes">The files, before and after.</param>
    /// <param name="crash">The crash that the change is for; null when it is not known.</param>
    public static ChangeReview Of(IReadOnlyList<FileChange> changes, CrashScope? crash = null)
    {
        var files = new List<ReviewedFile>();
        try
        {
            files.AddRange(changes.Select(change => new ReviewedFile(change)));
            var findings = Findings(files, crash).ToList();
            return new ChangeReview(Texts(findings, isRefusal: true), Texts(findings, isRefusal: false));
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    static IEnumerable<ReviewFinding> Findings(List<ReviewedFile> files, CrashScope? crash) =>
    [
        .. files.SelectMany(HiddenCharacters.Find),
        .. files.SelectMany(RiskyCalls.Find),
        .. files.SelectMany(RiskyText.Find),
        .. files.SelectMany(SwallowedErrors.Find),
        .. files.SelectMany(DroppedErrors.Find),
        .. files.SelectMany(SilencedCommands.Find),
        .. RemovedChecks.Find(files),
        .. RemovedTests.Find(files),
        .. files.SelectMany(StubbedFunctions.Find),
        .. files.SelectMany(DeadCode.Find),
        .. files.SelectMany(CommentedOutCode.Find),
        .. files.SelectMany(NewDefaults.Find),
        .. files.SelectMany(Reformatting.Find),
        .. UnexplainedFiles.Find(files, crash),
    ];

    static IReadOnlyList<string> Texts(List<ReviewFinding> findings, bool isRefusal) =>
        [.. findings.Where(finding => finding.IsRefusal == isRefusal).Select(finding => finding.Text).Distinct(StringComparer.Ordinal).Take(MaxFindings)];
}

/// <summary>A file before and after a change.</summary>
/// <param name="Path">The repository path.</param>
/// <param name="Before">Its text; null for a new file.</param>
/// <param name="After">Its new text.</param>
public sealed record FileChange(string Path, string? Before, string After);

/// <summary>What a change is for.</summary>
/// <param name="TraceFiles">The files of the crash's frames.</param>
/// <param name="Explanation">The root cause, as the author of the change tells it.</param>
public sealed record CrashScope(IReadOnlyCollection<string> TraceFiles, string Explanation);

/// <summary>One thing that a reviewer says.</summary>
/// <param name="Text">A sentence or two.</param>
/// <param name="IsRefusal">False for a note.</param>
sealed record ReviewFinding(string Text, bool IsRefusal)
{
    public static ReviewFinding Refusal(string text) => new(text, IsRefusal: true);

    public static ReviewFinding Note(string text) => new(text, IsRefusal: false);
}
