namespace SelfHealing.Crashes;

/// <summary>Ordinal tests against lists of texts.</summary>
static class Affixes
{
    public static bool StartsWithAny(this ReadOnlySpan<char> text, ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    public static bool EndsWithAny(this ReadOnlySpan<char> text, ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (text.EndsWith(end, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    public static bool ContainsAny(this string text, ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    public static bool StartsWithAny(this string text, ReadOnlySpan<string> beginnings) => text.AsSpan().StartsWithAny(beginnings);

    public static bool EndsWithAny(this string text, ReadOnlySpan<string> ends) => text.AsSpan().EndsWithAny(ends);

    public static bool IsAnyOf(this ReadOnlySpan<char> text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.SequenceEqual(word))
                return true;
        }
        return false;
    }
}
