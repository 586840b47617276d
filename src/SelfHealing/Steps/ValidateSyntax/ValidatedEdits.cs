using SelfHealing.Code;
using SelfHealing.Code.Edits;
using SelfHealing.Code.Review;
using SelfHealing.Code.Syntax;
using SelfHealing.Code.Syntax.Checks;

namespace SelfHealing.Steps.ValidateSyntax;

/// <summary>Edits on a copy of the source: applied and parsing, or refused.</summary>
/// <param name="Files">Path to new text; empty when refused.</param>
/// <param name="Changes">What changed, file by file.</param>
/// <param name="Problems">Why they are refused; empty when they are not.</param>
public sealed record ValidatedEdits(
    IReadOnlyDictionary<string, string> Files, IReadOnlyList<UnifiedDiff> Changes, IReadOnlyList<string> Problems)
{
    /// <summary>The whole change as a unified diff.</summary>
    public string Diff => string.Concat(Changes.Select(change => change.Text));

    /// <summary>What a person should look at.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Applies all edits or none. A file that was broken before may stay as broken, not more.</summary>
    /// <param name="tree">The source.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="crash">The crash that they are for; null when it is not known.</param>
    public static ValidatedEdits Of(SourceTree tree, IReadOnlyList<Edit> edits, CrashScope? crash = null)
    {
        var applied = EditApplier.Apply(tree, edits, new PathGate(tree.Opaque));
        var problems = applied.IsApplied
            ? applied.Files.SelectMany(file => SyntaxProblems(tree, file.Key, file.Value)).ToList()
            : [.. applied.Refusals.Select(refusal => refusal.ToString())];
        if (problems.Count > 0)
            return Refused(problems);
        var review = ChangeReview.Of([.. applied.Files.Select(file => new FileChange(file.Key, tree.Files.GetValueOrDefault(file.Key), file.Value))], crash);
        if (review.Problems.Count > 0)
            return Refused(review.Problems);
        var changes = applied.Files
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => UnifiedDiff.Of(file.Key, tree.Files.GetValueOrDefault(file.Key, ""), file.Value));
        return new ValidatedEdits(applied.Files, [.. changes], Problems: []) { Notes = review.Notes };
    }

    /// <summary>No change, and why.</summary>
    public static ValidatedEdits Refused(IReadOnlyList<string> problems) => new(new Dictionary<string, string>(), Changes: [], problems);

    static IEnumerable<string> SyntaxProblems(SourceTree tree, string path, string text) =>
        Languages.OfFile(path) is { } language
            ? SyntaxCheck.NewProblems(language, tree.Files.GetValueOrDefault(path, ""), text)
                .Select(problem => $"{path}:{problem.Line}:{problem.Column}: {problem.Message}")
            : [];
}
