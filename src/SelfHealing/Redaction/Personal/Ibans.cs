namespace SelfHealing.Redaction.Personal;

/// <summary>Finds international bank account numbers (ISO 13616): the length that the country has, and the right check digits, with or without spaces.</summary>
static class Ibans
{
    const int Longest = 34;

    // From the registry of SWIFT: the country, and how long its numbers are.
    static readonly Dictionary<string, int> Lengths = Read(
        "AD24,AE23,AL28,AT20,AZ28,BA20,BE16,BG22,BH22,BI27,BR29,BY28,CH21,CR22,CY28,CZ24,DE22,DJ27,DK18,DO28,EE20,EG29,ES24,FI18,FK18,FO18,FR27,GB22,GE22,GI23,GL18,GR27,"
        + "GT28,HN28,HR21,HU28,IE22,IL23,IQ23,IS26,IT27,JO30,KW30,KZ20,LB28,LC32,LI21,LT20,LU20,LV21,LY25,MC27,MD24,ME22,MK19,MN20,MR27,MT31,MU30,NI28,NL18,NO15,OM23,PK24,PL28,"
        + "PS29,PT25,QA29,RO24,RS22,RU33,SA24,SC31,SD18,SE24,SI19,SK24,SM27,SO23,ST25,SV28,TL23,TN24,TR26,UA29,VA22,VG24,XK20,YE30");

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position + 4 < text.Length;)
        {
            var found = text[position..].IndexOfAnyInRange('A', 'Z');
            if (found < 0)
                return;
            var start = position + found;
            if (!CharSets.IsAt(text, start - 1, CharSets.Word) && End(text, start) is { } end)
            {
                findings.Add(new(start, end, SecretKind.Iban));
                position = end;
            }
            else
            {
                position = start + CharSets.Run(text, start, CharSets.Word);
            }
        }
    }

    static int? End(ReadOnlySpan<char> text, int start)
    {
        if (start + 4 >= text.Length || !char.IsAsciiLetterUpper(text[start + 1]) || !char.IsAsciiDigit(text[start + 2]) || !char.IsAsciiDigit(text[start + 3])
            || !Lengths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.Slice(start, 2), out var length))
            return null;
        Span<char> number = stackalloc char[Longest];
        var count = 0;
        var i = start;
        for (; i < text.Length && count < length; i++)
        {
            if (CharSets.UpperAndDigits.Contains(text[i]))
                number[count++] = text[i];
            else if (text[i] is not (' ' or '-') || count % 4 != 0)
                return null;
        }
        return count == length && !CharSets.IsAt(text, i, CharSets.Word) && HasCheckDigits(number[..length]) ? i : null;
    }

    // ISO 7064, MOD 97-10, with the first four characters moved to the end.
    static bool HasCheckDigits(ReadOnlySpan<char> number)
    {
        var remainder = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[(i + 4) % number.Length];
            remainder = char.IsAsciiDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
        }
        return remainder == 1;
    }

    static Dictionary<string, int> Read(string registry) => registry.Split(',').ToDictionary(entry => entry[..2], entry => int.Parse(entry.AsSpan(2)), StringComparer.Ordinal);
}
