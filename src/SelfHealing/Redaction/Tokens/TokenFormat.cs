using System.Buffers;

namespace SelfHealing.Redaction.Tokens;

/// <summary>A token that is known by how it starts.</summary>
/// <param name="Prefix">How every such token starts.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Alphabet">What the rest consists of.</param>
/// <param name="Shortest">The least length of the rest.</param>
/// <param name="Longest">The greatest length of the rest, where a longer one is something else.</param>
sealed record TokenFormat(string Prefix, SecretKind Kind, SearchValues<char> Alphabet, int Shortest, int Longest = int.MaxValue)
{
    /// <summary>A short prefix also stands inside other words, so that it counts at their start only.</summary>
    public bool StartsWord => Prefix.Length < 4 || Longest != int.MaxValue;

    /// <summary>The end of the token that starts at <paramref name="start"/>; -1 when there is none.</summary>
    public int End(ReadOnlySpan<char> text, int start)
    {
        if (!text[start..].StartsWith(Prefix, StringComparison.Ordinal) || (StartsWord && IsInsideWord(text, start)))
            return -1;
        var rest = start + Prefix.Length;
        // The whole run is measured only once it is known to be long enough: a text of nothing but prefixes takes no more time than others.
        if (text.Length - rest < Shortest || text.Slice(rest, Shortest).ContainsAnyExcept(Alphabet))
            return -1;
        var length = CharSets.Run(text, rest, Alphabet);
        return length <= Longest && Randomness.IsGenerated(text.Slice(rest, Math.Min(length, 256))) ? rest + length : -1;
    }

    bool IsInsideWord(ReadOnlySpan<char> text, int start)
    {
        if (!CharSets.IsAt(text, start - 1, Alphabet == CharSets.UpperAndDigits ? Alphabet : CharSets.Base64Url))
            return false;
        var isEscape = start >= 2 && text[start - 2] == '\\' && text[start - 1] is 'n' or 'r' or 't';
        var isPercentEscape = start >= 3 && text[start - 3] == '%';
        return !isEscape && !isPercentEscape;
    }
}
