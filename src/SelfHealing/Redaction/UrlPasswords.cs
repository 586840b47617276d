using System.Buffers;
using SelfHealing.Redaction.Assignments;

namespace SelfHealing.Redaction;

/// <summary>Finds passwords in URLs (RFC 3986, userinfo): <c>postgres://user:password@host</c>, <c>https://token@host</c>.</summary>
static class UrlPasswords
{
    const int LongestPassword = 512;
    static readonly SearchValues<char> Stops = SearchValues.Create(" \t\r\n\"'`<>");

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOf("://", StringComparison.Ordinal);
            if (found < 0)
                return;
            var scheme = position + found;
            position = scheme + 3;
            if (CharSets.IsAt(text, scheme - 1, CharSets.Alphanumeric) && Read(text, scheme, position) is { } finding)
            {
                findings.Add(finding);
                position = finding.End;
            }
        }
    }

    static Finding? Read(ReadOnlySpan<char> text, int scheme, int start)
    {
        var rest = text[start..Math.Min(text.Length, start + LongestPassword)];
        var end = rest.IndexOfAny(Stops);
        if (end >= 0)
            rest = rest[..end];
        var at = At(rest, IsHttp(text[..scheme]));
        if (at <= 0)
            return null;
        var colon = rest[..at].IndexOf(':');
        var secret = rest[(colon + 1)..at];
        var isSecret = colon >= 0 ? IsPassword(secret) : IsToken(secret);
        return isSecret ? new(start + colon + 1, start + at, SecretKind.UrlPassword) : null;
    }

    // Passwords in the URLs of databases are often not escaped, so that they may hold / and #. In the URL of a page an @ after the host is a part of its path.
    static int At(ReadOnlySpan<char> rest, bool isHttp)
    {
        var authority = rest.IndexOfAny('/', '?', '#');
        var at = (authority < 0 ? rest : rest[..authority]).LastIndexOf('@');
        if (at >= 0 || isHttp || authority < 0)
            return at;
        var colon = rest[..authority].IndexOf(':');
        if (colon < 0 || !rest[(colon + 1)..authority].ContainsAnyExcept(CharSets.Decimal))
            return -1;
        return rest.IndexOf('@');
    }

    static bool IsPassword(ReadOnlySpan<char> password) => password.Length >= 3 && !Placeholders.Is(password) && !Marker.Is(password);

    static bool IsToken(ReadOnlySpan<char> user) => user.Length >= 16 && !user.ContainsAnyExcept(CharSets.Credentials) && Randomness.IsGenerated(user) && user.ContainsAny(CharSets.Decimal);

    static bool IsHttp(ReadOnlySpan<char> before) =>
        before.EndsWith("http", StringComparison.OrdinalIgnoreCase) || before.EndsWith("https", StringComparison.OrdinalIgnoreCase);
}
