using System.Text.RegularExpressions;

namespace SelfHealing.Crashes.Revisions;

/// <summary>What a field's value may be called in the repository.</summary>
static partial class RevisionNames
{
    const int FullHash = 40;

    /// <summary>The names to look for, the likeliest first; none for what names no commit (<c>latest</c>, <c>$LATEST</c>, a bare number).</summary>
    public static IEnumerable<string> Of(string value, RevisionKind kind)
    {
        var name = kind == RevisionKind.Image ? ImageTag(value) : value.Trim();
        // Sentry's releases: package@version.
        if (name.LastIndexOf('@') is >= 0 and var at)
        {
            // Monorepos tag with the package's name.
            if (kind != RevisionKind.Image && IsTag(name) && Version().IsMatch(name[(at + 1)..]))
                yield return name;
            name = name[(at + 1)..];
        }
        // 1.2.3+abc1234, v1.2.3-4-gabc1234, sha-abc1234: the commit is at the end. Digits alone are a date or a build number.
        if (HashAtEnd().Match(name) is { Success: true } match && match.Groups["hash"] is var hash && (hash.Length == FullHash || kind == RevisionKind.Commit || !hash.Value.All(char.IsAsciiDigit)))
            yield return hash.Value.ToLowerInvariant();
        if (kind != RevisionKind.Commit && IsTag(name) && Version().IsMatch(name))
        {
            yield return name;
            if (name.IndexOf('+') is > 0 and var plus)
                yield return name[..plus];
        }
    }

    // registry:5000/team/app:tag@sha256:… ; what follows @ is a hash of the image, not of the code.
    static string ImageTag(string image)
    {
        var name = image.Trim().Split('@')[0];
        var last = name[(name.LastIndexOf('/') + 1)..];
        return last.IndexOf(':') is >= 0 and var colon ? last[(colon + 1)..] : name.Contains('/') ? "" : name;
    }

    // What comes from a log is never read as an expression of git (HEAD~3, :/text).
    static bool IsTag(string name) => Tag().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"(^|[-+.@_])g?(?<hash>[0-9a-fA-F]{7,40})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HashAtEnd();

    [GeneratedRegex(@"^[vV]?[0-9]+\.[0-9]|^[vV][0-9]+$|[-_/][vV]?[0-9]+\.[0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex(@"^[0-9A-Za-z@][0-9A-Za-z@._/+-]{0,99}$", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
