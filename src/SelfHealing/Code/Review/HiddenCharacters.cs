using System.Globalization;
using System.Text;

namespace SelfHealing.Code.Review;

/// <summary>New characters that a reader of the change does not see, or that show code in another order than it runs.</summary>
static class HiddenCharacters
{
    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        var before = Count(file.BeforeText);
        foreach (var (rune, count) in Count(file.AfterText).OrderBy(pair => pair.Key))
        {
            if (count > before.GetValueOrDefault(rune))
                yield return ReviewFinding.Refusal($"{file.Path}: the change adds the invisible or control character U+{rune:X4}, which the crash does not call for.");
        }
    }

    static Dictionary<int, int> Count(string text)
    {
        var counts = new Dictionary<int, int>();
        var last = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // Joiners are part of emoji and of some scripts.
            var isJoiner = rune.Value is 0x200C or 0x200D && last > 0x7F;
            if (IsHidden(rune) && !isJoiner)
                counts[rune.Value] = counts.GetValueOrDefault(rune.Value) + 1;
            last = rune.Value;
        }
        return counts;
    }

    static bool IsHidden(Rune rune) =>
        rune.Value is not ('\t' or '\n' or '\r' or '\f' or 0x00AD)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
