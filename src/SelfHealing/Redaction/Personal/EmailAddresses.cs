using System.Buffers;

namespace SelfHealing.Redaction.Personal;

/// <summary>Finds e-mail addresses (RFC 5322, the form that people use). An SSH remote such as <c>git@github.com:owner/repository</c> is none.</summary>
static class EmailAddresses
{
    static readonly SearchValues<char> Local = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-");
    static readonly SearchValues<char> Domain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    const int LongestUserInfo = 512;
    static readonly SearchValues<char> AfterAuthority = SearchValues.Create("/?# \t\r\n\"'`<>");

    // logo@2x.png, package@1.0.0.tgz
    static readonly HashSet<string> FileExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "mjs", "cjs", "ts", "tsx", "jsx", "css", "scss", "json", "tgz", "gz", "zip", "whl", "html", "map", "dll", "jar",
    };

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        var position = 0;
        for (var at = text.IndexOf('@'); at >= 0;)
        {
            var start = at - CharSets.RunBefore(text, at, Local, at - position);
            while (start < at && text[start] is '.' or '-' or '%')
                start++;
            start += EscapeLength(text, start, at);
            position = at + 1;
            if (start < at && DomainEnd(text, at + 1) is { } end && !IsRemote(text, start, at, end))
            {
                findings.Add(new(start, end, SecretKind.Email));
                position = end;
            }
            var next = text[position..].IndexOf('@');
            at = next < 0 ? -1 : position + next;
        }
    }

    // The n of a "\n" before the address is no part of it.
    static int EscapeLength(ReadOnlySpan<char> text, int start, int at) =>
        start > 0 && text[start - 1] == '\\' && text[start] is 'n' or 'r' or 't' && start + 1 < at ? 1 : 0;

    static int? DomainEnd(ReadOnlySpan<char> text, int start)
    {
        var length = CharSets.Run(text, start, Domain);
        while (length > 0 && text[start + length - 1] is '.' or '-')
            length--;
        var domain = text.Slice(start, length);
        var dot = domain.LastIndexOf('.');
        var top = domain[(dot + 1)..];
        if (dot <= 0 || top.Length is < 2 or > 24 || !char.IsAsciiLetter(domain[0]) && !char.IsAsciiDigit(domain[0]))
            return null;
        foreach (var letter in top)
        {
            if (!char.IsAsciiLetter(letter))
                return null;
        }
        return FileExtensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(top) || domain.Contains("..", StringComparison.Ordinal) ? null : start + length;
    }

    static bool IsRemote(ReadOnlySpan<char> text, int start, int at, int end) =>
        (text[start..at] is "git" && end < text.Length && text[end] is ':' or '/') || IsUserInfo(text[Math.Max(0, at - LongestUserInfo)..at]);

    // https://user:password@host.example
    static bool IsUserInfo(ReadOnlySpan<char> before)
    {
        var scheme = before.LastIndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && !before[(scheme + 3)..].ContainsAny(AfterAuthority);
    }
}
