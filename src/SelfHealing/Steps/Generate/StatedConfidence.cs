using System.Globalization;

namespace SelfHealing.Steps.Generate;

/// <summary>How sure a reply says it is: <c>0.85</c>, <c>85 %</c>, <c>8/10</c>, <c>8 out of 10</c>, <c>0,85</c>, <c>high</c>.</summary>
static class StatedConfidence
{
    // The longer ones first: each is sought at the text's start.
    static readonly (string Word, double Value)[] Words =
    [
        ("very high", 0.95), ("very low", 0.1), ("medium-high", 0.75), ("medium high", 0.75), ("medium-low", 0.4), ("medium low", 0.4),
        ("high", 0.9), ("certain", 0.95), ("medium", 0.6), ("moderate", 0.6), ("low", 0.3), ("none", 0),
    ];

    /// <summary>0 to 1; null when it is unreadable. A bare number above 1 is taken for a percentage.</summary>
    public static double? Read(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            var word = text.TrimStart('*', '_', ' ', '`');
            return Words.Where(known => word.StartsWith(known.Word, StringComparison.OrdinalIgnoreCase)).Select(known => (double?)known.Value).FirstOrDefault();
        }
        if (start > 0 && text[start - 1] is '-' or '−')
            return null;
        return Number(text, start > 0 && text[start - 1] is '.' or ',' ? start - 1 : start);
    }

    static double? Number(string text, int start)
    {
        var (value, rest) = Leading(text[start..]);
        rest = rest.TrimStart(' ', '*', '`');
        var whole = rest.StartsWith('%') || rest.StartsWith("percent", StringComparison.OrdinalIgnoreCase) ? 100
            : rest.StartsWith('/') ? Leading(rest[1..].TrimStart()).Value
            : rest.StartsWith("out of ", StringComparison.OrdinalIgnoreCase) ? Leading(rest["out of ".Length..].TrimStart()).Value
            : value > 1 ? 100
            : 1;
        return whole > 0 && value / whole is >= 0 and <= 1 and var confidence ? confidence : null;
    }

    /// <summary>The number that a text begins with, and what follows it.</summary>
    static (double? Value, string After) Leading(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))
            end++;
        var number = text[..end].Replace(',', '.');
        return (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null, text[end..]);
    }
}
