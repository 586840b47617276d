using System.Buffers;

namespace SelfHealing.Redaction.Tokens;

/// <summary>Finds the tokens of <see cref="TokenFormats"/>.</summary>
static class PrefixedTokens
{
    static readonly SearchValues<string> Prefixes = SearchValues.Create([.. TokenFormats.All.Select(format => format.Prefix)], StringComparison.Ordinal);

    // The formats by the first character of their prefix, the longer prefixes first.
    static readonly TokenFormat[][] ByFirst = [.. Enumerable.Range(0, 128).Select(first =>
        TokenFormats.All.Where(format => format.Prefix[0] == first).OrderByDescending(format => format.Prefix.Length).ToArray())];

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOfAny(Prefixes);
            if (found < 0)
                return;
            position = Read(text, position + found, findings);
        }
    }

    static int Read(ReadOnlySpan<char> text, int start, List<Finding> findings)
    {
        foreach (var format in ByFirst[text[start]])
        {
            var end = format.End(text, start);
            if (end > start)
            {
                findings.Add(new(start, end, format.Kind));
                return end;
            }
        }
        return start + 1;
    }
}
