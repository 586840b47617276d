using SelfHealing.Code;
using SelfHealing.Code.Edits;
using SelfHealing.Code.Syntax;
using SelfHealing.Code.Syntax.Checks;
using SelfHealing.Ports;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Steps.ValidateSyntax;

/// <summary>Applies a change to a copy of the source: only allowed files, only source that parses.</summary>
public sealed class ValidateSyntaxStep(IArtifactStore artifacts)
{
    /// <summary>All of the change or nothing.</summary>
    public async Task<Validation> RunAsync(ValidateSyntaxInput input, CancellationToken cancellation)
    {
        var edits = await artifacts.GetJsonAsync(input.Fix.Edits!, StepJson.Default.IReadOnlyListEdit, cancellation);
        var tree = await SourceArtifact.GetAsync(artifacts, input.Code.Source, cancellation);
        var applied = EditApplier.Apply(tree, edits, new PathGate(tree.Opaque));
        var problems = !applied.IsApplied
            ? [.. applied.Refusals.Select(refusal => refusal.ToString())]
            : applied.Files.SelectMany(file => SyntaxProblems(tree, file.Key, file.Value)).ToList();
        if (problems.Count > 0)
            return new Validation(ValidationOutcome.Invalid, problems, Patch: null, Files: []);

        var diffs = applied.Files
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => UnifiedDiff.Of(file.Key, tree.Files.GetValueOrDefault(file.Key, ""), file.Value))
            .ToList();
        var patch = new Patch(applied.Files, string.Concat(diffs.Select(diff => diff.Text)));
        return new Validation(
            ValidationOutcome.Valid,
            Problems: [],
            await artifacts.PutJsonAsync("patch", patch, StepJson.Default.Patch, cancellation),
            [.. diffs.Select(diff => new ChangedFile(diff.Path, diff.Added, diff.Removed))]);
    }

    static IEnumerable<string> SyntaxProblems(SourceTree tree, string path, string text) =>
        Languages.OfFile(path) is { } language
            ? SyntaxCheck.NewProblems(language, tree.Files.GetValueOrDefault(path, ""), text)
                .Select(problem => $"{path}:{problem.Line}:{problem.Column}: {problem.Message}")
            : [];
}
