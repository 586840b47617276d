namespace SelfHealing.Redaction.Personal;

/// <summary>
/// Finds the numbers of payment cards: the lengths and first digits that the networks issue, in one piece or in the groups that are
/// printed on cards, with the right check digit (ISO/IEC 7812, Luhn).
/// </summary>
static class CardNumbers
{
    const int Longest = 19;

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOfAnyInRange('2', '6');
            if (found < 0)
                return;
            var start = position + found;
            if (IsInsideNumber(text, start))
            {
                position = start + CharSets.Run(text, start, CharSets.Alphanumeric);
                continue;
            }
            position = start + CharSets.Run(text, start, CharSets.Decimal);
            if (End(text, start) is not { } end)
                continue;
            findings.Add(new(start, end, SecretKind.CardNumber));
            position = end;
        }
    }

    static bool IsInsideNumber(ReadOnlySpan<char> text, int start) =>
        CharSets.IsAt(text, start - 1, CharSets.Word) && !(start >= 2 && text[start - 2] == '\\')
        || (start >= 2 && text[start - 1] is '.' or '-' or ' ' && char.IsAsciiDigit(text[start - 2]) && text[start - 1] != ' ');

    static int? End(ReadOnlySpan<char> text, int start)
    {
        Span<char> digits = stackalloc char[Longest + 1];
        Span<int> groups = stackalloc int[6];
        var count = 0;
        var group = 0;
        var separator = '\0';
        var i = start;
        for (; i < text.Length && count <= Longest; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[count++] = text[i];
                groups[group]++;
            }
            else if (text[i] is ' ' or '-' && (separator == '\0' || separator == text[i]) && group < 4 && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && groups[group] is >= 4 and <= 6)
            {
                separator = text[i];
                group++;
            }
            else
            {
                break;
            }
            if (IsCard(digits[..count], groups[..(group + 1)]) && !Continues(text, i + 1))
                return i + 1;
        }
        return null;
    }

    static bool Continues(ReadOnlySpan<char> text, int end) =>
        CharSets.IsAt(text, end, CharSets.Word) || (end + 1 < text.Length && text[end] is '.' or '-' && char.IsAsciiDigit(text[end + 1]));

    static bool IsCard(ReadOnlySpan<char> digits, ReadOnlySpan<int> groups)
    {
        if (digits.Length < 13 || !IsIssued(digits, int.Parse(digits[..4])) || !HasLuhnDigit(digits) || !Randomness.HasDistinct(digits, 2))
            return false;
        return groups switch
        {
            [_] => true,
            [4, 4, 4, 4] or [4, 4, 4, 4, 3] => true,
            [4, 6, 5] or [4, 6, 4] => true,
            _ => false,
        };
    }

    static bool IsIssued(ReadOnlySpan<char> digits, int first) => digits.Length switch
    {
        13 => first / 1000 == 4,
        14 => first / 10 is >= 300 and <= 305 || first / 100 is 36 or 38 or 39,
        15 => first / 100 is 34 or 37,
        16 => first / 1000 == 4 || first / 100 is >= 51 and <= 55 || first is >= 2221 and <= 2720 or >= 3528 and <= 3589 or 6011 || first / 100 is 62 or 65 or 60
            || first / 10 is >= 644 and <= 649 || first is 5018 or 5020 or 5038 or 6304 or 6759 or 6761 or 6762 or 6763 || first is >= 2200 and <= 2204,
        19 => first / 1000 == 4 || first / 100 is 62 or 65 || first is 6011 or 6304 or 6759,
        _ => false,
    };

    static bool HasLuhnDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }
}
