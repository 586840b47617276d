using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Approvals;

/// <summary>Whether a change still fits the branch that it is for, which may have moved since the question was asked.</summary>
sealed class BranchCheck(ICodeRepository repositories, IArtifactStore artifacts)
{
    /// <summary>Why it does not fit any more, in a sentence; null when it does.</summary>
    /// <exception cref="RepositoryUnreachableException">The branch cannot be read now.</exception>
    public async Task<string?> ProblemAsync(RequestApprovalInput question, CancellationToken cancellation)
    {
        if (question.Code.Branch is not { } branch)
            return null;
        FetchedCode tip;
        try
        {
            tip = await repositories.FetchAsync(new CodeLocation(question.Service.Repository, branch, question.Service.Root), cancellation);
        }
        catch (RepositoryNotUsableException problem)
        {
            return $"The branch {branch} cannot be read any more: {problem.Message}";
        }
        if (tip.Tree.Commit == question.Code.Commit)
            return null;

        var patch = await artifacts.GetJsonAsync(question.Validation.Patch!, StepJson.Default.Patch, cancellation);
        var source = await SourceArtifact.GetAsync(artifacts, question.Code.Source, cancellation);
        var moved = patch.Files.Keys
            .Where(path => tip.Tree.Files.GetValueOrDefault(path) != source.Files.GetValueOrDefault(path))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (moved.Count == 0)
            return null;

        var edits = await artifacts.GetJsonAsync(question.Fix.Edits!, StepJson.Default.IReadOnlyListEdit, cancellation);
        var again = ValidatedEdits.Of(tip.Tree, edits);
        var start = $"The branch {branch} has moved to {tip.Tree.Commit[..10]}, and {string.Join(", ", moved)} is not what this change was made for";
        if (again.Problems is [var first, ..])
            return $"{start}: {first}";
        // The very lines that the person has seen, wherever they stand now.
        var shown = ValidatedEdits.Of(source, edits);
        return ChangedLines(again.Diff).SequenceEqual(ChangedLines(shown.Diff), StringComparer.Ordinal)
            ? null
            : $"{start}: it would change other lines there.";
    }

    static IEnumerable<string> ChangedLines(string diff) => diff.Split('\n').Where(line => line is ['+' or '-', ..]);
}
