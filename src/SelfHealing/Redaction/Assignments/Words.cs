namespace SelfHealing.Redaction.Assignments;

/// <summary>Tells values that people wrote as words, paths or versions from generated ones.</summary>
static class Words
{
    /// <summary>Whether every part between separators is a word with at most two digits after it, or a short number: <c>v1.2.3</c>, <c>utf8</c>, <c>my-app-2</c>.</summary>
    public static bool AreAll(ReadOnlySpan<char> value)
    {
        if (Randomness.ChangesCaseOften(value))
            return false;
        for (var i = 0; i < value.Length;)
        {
            if (IsSeparator(value[i]))
            {
                i++;
                continue;
            }
            var letters = i;
            while (letters < value.Length && char.IsLetter(value[letters]))
                letters++;
            var digits = letters;
            while (digits < value.Length && char.IsAsciiDigit(value[digits]))
                digits++;
            var isEnd = digits == value.Length || IsSeparator(value[digits]);
            if (!isEnd || digits - letters > (letters > i ? 2 : 4))
                return false;
            i = digits;
        }
        return true;
    }

    /// <summary>Whether the value is one word in lower case: <c>swordfish</c>.</summary>
    public static bool IsOneWord(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange('a', 'z');

    static bool IsSeparator(char c) => c is '_' or '$' or '-' or '.' or '/' or ':' or ' ' or ',' or '\\' or '(' or ')' or '?' or '\'' or '"';
}
