using System.Globalization;
using System.Text;

namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>Which characters make names: Unicode's XID_Start and XID_Continue, written as general categories and their few exceptions.</summary>
static class Identifiers
{
    public static bool CanStart(Rune rune) => rune.Value == '_' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => !IsUnnormalized(rune.Value),
        UnicodeCategory.ModifierLetter => rune.Value != 0x37A,
        _ => rune.Value is 0x1885 or 0x1886 or 0x2118 or 0x212E,
    };

    public static bool CanContinue(Rune rune) => CanStart(rune) || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.ConnectorPunctuation => true,
        UnicodeCategory.OtherLetter => rune.Value is 0xE33 or 0xEB3,
        _ => rune.Value is 0xB7 or 0x387 or (>= 0x1369 and <= 0x1371) or 0x19DA or 0xFF9E or 0xFF9F,
    };

    // Letters whose compatibility form does not start a name; XID_Start leaves them out.
    static bool IsUnnormalized(int rune) => rune is 0xE33 or 0xEB3 or 0x309B or 0x309C
        or (>= 0xFC5E and <= 0xFC63) or 0xFDFA or 0xFDFB or 0xFE70 or 0xFE72 or 0xFE74 or 0xFE76 or 0xFE78 or 0xFE7A or 0xFE7C or 0xFE7E;
}
