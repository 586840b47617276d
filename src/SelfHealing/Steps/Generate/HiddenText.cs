using System.Buffers;
using System.Globalization;
using System.Text;

namespace SelfHealing.Steps.Generate;

/// <summary>
/// Characters that a person does not see and a model reads: format characters (bidirectional controls, zero width, tags) and what Unicode calls
/// default ignorable (variation selectors, fillers). In text they are removed, in code they are shown as <c>⟦U+200B⟧</c>, so that edits of such
/// lines can be put back.
/// </summary>
/// <remarks>
/// The ranges are those of the property Default_Ignorable_Code_Point in Unicode 16's DerivedCoreProperties.txt, and the format characters beyond
/// U+FFFF. The one variation selector that makes a symbol an emoji stays.
/// </remarks>
static class HiddenText
{
    const string Open = "⟦U+";
    const char Close = '⟧';
    const int LongestNumber = 6;

    static readonly (int First, int Last)[] Ignorable =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
        (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    // The characters that can begin one: to leave ordinary text alone fast.
    static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsHidden), .. HighSurrogates()]);

    /// <summary>True when the text may hold a hidden character.</summary>
    public static bool MayHold(string text) => text.AsSpan().ContainsAny(Suspects);

    /// <summary>The text without them.</summary>
    public static string Removed(string text) => Replaced(text, _ => "");

    /// <summary>The text with each of them as a mark.</summary>
    public static string Shown(string text) => Replaced(text, MarkOf);

    /// <summary>The text with the marks as the characters again, those of <paramref name="known"/> only.</summary>
    public static string Restored(string text, IReadOnlySet<Rune> known)
    {
        foreach (var rune in known)
            text = text.Replace(MarkOf(rune), rune.ToString(), StringComparison.Ordinal);
        return text;
    }

    /// <summary>The characters whose marks stand in a text.</summary>
    public static IReadOnlySet<Rune> Marked(string text)
    {
        var found = new HashSet<Rune>();
        for (var at = text.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Open, at + 1, StringComparison.Ordinal))
        {
            var number = text.AsSpan(at + Open.Length);
            var end = number[..Math.Min(number.Length, LongestNumber + 1)].IndexOf(Close);
            if (end > 0 && int.TryParse(number[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && Rune.IsValid(code) && IsHidden(new Rune(code)))
                found.Add(new Rune(code));
        }
        return found;
    }

    static string MarkOf(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"{Open}{rune.Value:X4}{Close}");

    static string Replaced(string text, Func<Rune, string> replacement)
    {
        if (!MayHold(text))
            return text;
        var shown = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            // A lone surrogate is no rune and stays what it is.
            var isRune = Rune.TryGetRuneAt(text, at, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            if (isRune && IsHidden(rune) && !IsEmojiStyle(rune, text, at))
                shown.Append(replacement(rune));
            else
                shown.Append(text, at, length);
            at += length;
        }
        return shown.ToString();
    }

    static bool IsHidden(char character) => !char.IsSurrogate(character) && IsHidden(new Rune(character));

    static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || Array.Exists(Ignorable, range => rune.Value >= range.First && rune.Value <= range.Last);

    static bool IsEmojiStyle(Rune rune, string text, int at) =>
        rune.Value == 0xFE0F && at > 0 && text[at - 1] > '\u00A0' && !IsHidden(text[at - 1]);

    static IEnumerable<char> HighSurrogates() =>
        from range in Ignorable
        where range.First > 0xFFFF
        from high in Enumerable.Range(new Rune(range.First).ToString()[0], new Rune(range.Last).ToString()[0] - new Rune(range.First).ToString()[0] + 1)
        select (char)high;
}
