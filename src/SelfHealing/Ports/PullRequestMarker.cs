using System.Text.RegularExpressions;

namespace SelfHealing.Ports;

/// <summary>The hidden line of a pull request's text by which it is known again.</summary>
/// <param name="Fingerprint">The fingerprint of the crash that it fixes.</param>
/// <param name="Commit">The full hash of the commit that it was opened with.</param>
public sealed partial record PullRequestMarker(string Fingerprint, string Commit)
{
    /// <summary>The marker of a text; null when it has none.</summary>
    public static PullRequestMarker? Find(string? text) =>
        text is not null && Line().Match(text) is { Success: true } match ? new PullRequestMarker(match.Groups["fingerprint"].Value, match.Groups["commit"].Value) : null;

    /// <summary>An HTML comment, which no reader of the text sees.</summary>
    public override string ToString() => $"<!-- self-heal: {Fingerprint} {Commit} -->";

    [GeneratedRegex(@"^<!-- self-heal: (?<fingerprint>[^\s]{1,100}) (?<commit>[0-9a-f]{40,64}) -->", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
