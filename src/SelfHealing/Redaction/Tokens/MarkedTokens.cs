using System.Buffers;

namespace SelfHealing.Redaction.Tokens;

/// <summary>
/// Finds tokens that are known by a mark in their middle: bots of Telegram (<c>123456789:AA…</c>), client secrets of Microsoft Entra
/// (<c>abc8Q~…</c>) and tokens of HCP Terraform (<c>….atlasv1.…</c>).
/// </summary>
static class MarkedTokens
{
    static readonly SearchValues<char> EntraSecret = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~-");

    static readonly Format[] Formats =
    [
        new(":AA", SecretKind.TelegramToken, CharSets.Decimal, 6, 10, CharSets.Base64Url, 33),
        new("8Q~", SecretKind.AzureKey, EntraSecret, 3, 3, EntraSecret, 31),
        new("7Q~", SecretKind.AzureKey, EntraSecret, 3, 3, EntraSecret, 31),
        new(".atlasv1.", SecretKind.ProviderToken, CharSets.Alphanumeric, 14, 14, CharSets.Base64Url, 60),
    ];

    static readonly SearchValues<string> Marks = SearchValues.Create([.. Formats.Select(format => format.Mark)], StringComparison.Ordinal);

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOfAny(Marks);
            if (found < 0)
                return;
            position = Read(text, position + found, findings);
        }
    }

    static int Read(ReadOnlySpan<char> text, int mark, List<Finding> findings)
    {
        foreach (var format in Formats)
        {
            if (!text[mark..].StartsWith(format.Mark, StringComparison.Ordinal))
                continue;
            var before = CharSets.RunBefore(text, mark, format.Before, format.LongestBefore);
            var rest = mark + format.Mark.Length;
            if (before < format.ShortestBefore || text.Length - rest < format.Shortest || text.Slice(rest, format.Shortest).ContainsAnyExcept(format.Alphabet))
                continue;
            var end = rest + CharSets.Run(text, rest, format.Alphabet);
            findings.Add(new(mark - before, end, format.Kind));
            return end;
        }
        return mark + 1;
    }

    sealed record Format(string Mark, SecretKind Kind, SearchValues<char> Before, int ShortestBefore, int LongestBefore, SearchValues<char> Alphabet, int Shortest);
}
