using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Steps.ValidateSyntax;

/// <summary>What ValidateSyntax gets.</summary>
/// <param name="Code">The code that the change is for.</param>
/// <param name="Fix">The change.</param>
public sealed record ValidateSyntaxInput(CodeAtCrash Code, ProposedFix Fix);

/// <summary>Whether the change may be shown to a person (<c>$.validation</c>).</summary>
/// <param name="Outcome">Whether it may.</param>
/// <param name="Problems">Why not, each for whoever wrote the change.</param>
/// <param name="Patch">The artifact with the changed files; null when invalid.</param>
/// <param name="Files">The changed files.</param>
public sealed record Validation(ValidationOutcome Outcome, IReadOnlyList<string> Problems, string? Patch, IReadOnlyList<ChangedFile> Files)
{
    /// <summary>What a person should look at before approving.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Whether a change may be shown to a person.</summary>
public enum ValidationOutcome
{
    /// <summary>It applies, touches only allowed files, parses, and passes the review.</summary>
    Valid,

    /// <summary>It does not.</summary>
    Invalid,
}

/// <summary>One file of a change.</summary>
/// <param name="Path">Its path below the service's root.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
public sealed record ChangedFile(string Path, int Added, int Removed);

/// <summary>A validated change: what the files will hold, and what a person sees.</summary>
/// <param name="Files">Path below the service's root to new text.</param>
/// <param name="Diff">The unified diff, redacted.</param>
public sealed record Patch(IReadOnlyDictionary<string, string> Files, string Diff);
