using System.Text.RegularExpressions;

namespace SelfHealing.Code.Review;

/// <summary>Commands in scripts and build files whose failure no longer counts: <c>|| true</c>, <c>set +e</c>.</summary>
static partial class SilencedCommands
{
    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.After is not null || file.IsNew)
            return [];
        return file.AddedLines.Where(line => IsSilent(line, file.RemovedLines))
            .Select(line => ReviewFinding.Refusal($"{file.Path}: `{line}` goes on when the command fails. Mend why it fails."));
    }

    static bool IsSilent(string line, IReadOnlyList<string> removed) =>
        Silent().IsMatch(line) || OrTrue().Match(line) is { Success: true } or && removed.Contains(line[..or.Index].TrimEnd());

    [GeneratedRegex(@"^(set \+e|set \+o errexit|continue-on-error: *true|allow_failure: *true)$", Linear)]
    private static partial Regex Silent();

    [GeneratedRegex(@"\s*(\|\||;)\s*(true|:|exit 0|echo\b.*)$", Linear)]
    private static partial Regex OrTrue();
}
