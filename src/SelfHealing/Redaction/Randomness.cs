using System.Numerics;

namespace SelfHealing.Redaction;

/// <summary>Tells what a generator made from what a person named.</summary>
static class Randomness
{
    /// <summary>Whether the text has at least <paramref name="count"/> different characters: <c>xxxxxxxx</c> is no secret.</summary>
    public static bool HasDistinct(ReadOnlySpan<char> text, int count)
    {
        ulong low = 0, high = 0;
        var other = 0;
        foreach (var c in text)
        {
            var lower = char.ToLowerInvariant(c);
            if (lower < 64)
                low |= 1UL << lower;
            else if (lower < 128)
                high |= 1UL << (lower - 64);
            else
                other = count;
        }
        return BitOperations.PopCount(low) + BitOperations.PopCount(high) + other >= count;
    }

    /// <summary>Whether a long run of letters and digits looks generated: it has a digit, or its letters change case all the time.</summary>
    public static bool IsGenerated(ReadOnlySpan<char> text) => HasDistinct(text, 5) && (text.ContainsAny(CharSets.Decimal) || ChangesCaseOften(text));

    /// <summary>In random letters every second neighbour has the other case; in joined words it is at most one of three.</summary>
    public static bool ChangesCaseOften(ReadOnlySpan<char> text)
    {
        var changes = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsAsciiLetter(text[i]) && char.IsAsciiLetter(text[i - 1]) && char.IsAsciiLetterUpper(text[i]) != char.IsAsciiLetterUpper(text[i - 1]))
                changes++;
        }
        return text.Length >= 16 && changes * 3 > text.Length;
    }
}
