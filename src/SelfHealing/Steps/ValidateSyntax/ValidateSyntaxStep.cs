using SelfHealing.Code.Review;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Steps.ValidateSyntax;

/// <summary>Applies a change to a copy of the source: only allowed files, only source that parses, only what a review lets pass.</summary>
public sealed class ValidateSyntaxStep(IArtifactStore artifacts, Redactor redactor)
{
    /// <summary>All of the change or nothing.</summary>
    public async Task<Validation> RunAsync(ValidateSyntaxInput input, CancellationToken cancellation)
    {
        var edits = await artifacts.GetJsonAsync(input.Fix.Edits!, StepJson.Default.IReadOnlyListEdit, cancellation);
        var tree = await SourceArtifact.GetAsync(artifacts, input.Code.Source, cancellation);
        var validated = ValidatedEdits.Of(tree, edits, Scope(input));
        if (validated.Problems.Count > 0)
            return new Validation(ValidationOutcome.Invalid, Redacted(validated.Problems), Patch: null, Files: []);
        var patch = new Patch(validated.Files, redactor.Redact(validated.Diff));
        return new Validation(
            ValidationOutcome.Valid,
            Problems: [],
            await artifacts.PutJsonAsync("patch", patch, StepJson.Default.Patch, cancellation),
            [.. validated.Changes.Select(change => new ChangedFile(change.Path, change.Added, change.Removed))])
        {
            Notes = Redacted(validated.Notes),
        };
    }

    // They quote source.
    IReadOnlyList<string> Redacted(IReadOnlyList<string> texts) => [.. texts.Select(text => redactor.Redact(text))];

    // A frame that may be in several files is in each of them here.
    static CrashScope Scope(ValidateSyntaxInput input) => new(
        [.. input.Code.Frames.Select(frame => frame.Path), .. input.Code.Ambiguous.SelectMany(frame => frame.Files).Select(file => file.Path)],
        input.Fix.RootCause);
}
