using System.Buffers;

namespace SelfHealing.Redaction;

/// <summary>The alphabets that secrets are written in.</summary>
static class CharSets
{
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const string Digits = "0123456789";

    public static readonly SearchValues<char> Hex = SearchValues.Create(Digits + "abcdefABCDEF");
    public static readonly SearchValues<char> HexAndDash = SearchValues.Create(Digits + "abcdefABCDEF-");
    public static readonly SearchValues<char> Decimal = SearchValues.Create(Digits);
    public static readonly SearchValues<char> UpperAndDigits = SearchValues.Create(Letters[..26] + Digits);
    public static readonly SearchValues<char> Alphanumeric = SearchValues.Create(Letters + Digits);
    public static readonly SearchValues<char> Word = SearchValues.Create(Letters + Digits + "_");
    public static readonly SearchValues<char> Base64 = SearchValues.Create(Letters + Digits + "+/");
    public static readonly SearchValues<char> Base64Url = SearchValues.Create(Letters + Digits + "_-");
    public static readonly SearchValues<char> Dotted = SearchValues.Create(Letters + Digits + "_-.");

    public static readonly SearchValues<char> PathParts = SearchValues.Create(Letters + Digits + "_-./");

    /// <summary>The credentials of an Authorization header (RFC 9110, token68), and percent escapes.</summary>
    public static readonly SearchValues<char> Credentials = SearchValues.Create(Letters + Digits + "_-.~+/=%:");

    /// <summary>How many characters of the alphabet follow each other from <paramref name="start"/> on.</summary>
    public static int Run(ReadOnlySpan<char> text, int start, SearchValues<char> alphabet)
    {
        var end = text[start..].IndexOfAnyExcept(alphabet);
        return end < 0 ? text.Length - start : end;
    }

    /// <summary>How many characters of the alphabet stand before <paramref name="end"/>, counted up to <paramref name="limit"/>.</summary>
    public static int RunBefore(ReadOnlySpan<char> text, int end, SearchValues<char> alphabet, int limit)
    {
        var length = 0;
        while (length < limit && IsAt(text, end - length - 1, alphabet))
            length++;
        return length;
    }

    public static bool IsAt(ReadOnlySpan<char> text, int index, SearchValues<char> alphabet) =>
        (uint)index < (uint)text.Length && alphabet.Contains(text[index]);
}
