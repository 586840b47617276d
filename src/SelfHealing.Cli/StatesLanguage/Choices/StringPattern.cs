using System.Text;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// A pattern of StringMatches: <c>*</c> stands for any text, <c>\*</c> for a star and <c>\\</c> for a backslash.
/// The parts between the stars are looked for from left to right, so there is no backtracking.
/// </summary>
sealed class StringPattern
{
    readonly List<string> parts = [];

    public StringPattern(string pattern)
    {
        var part = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }
            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\')
                i++;
            part.Append(pattern[i]);
        }
        parts.Add(part.ToString());
    }

    public bool Matches(string text)
    {
        var (first, last) = (parts[0], parts[^1]);
        if (parts.Count == 1)
            return text == first;
        if (text.Length < first.Length + last.Length
            || !text.StartsWith(first, StringComparison.Ordinal)
            || !text.EndsWith(last, StringComparison.Ordinal))
            return false;
        var rest = text.AsSpan(first.Length, text.Length - first.Length - last.Length);
        foreach (var part in parts[1..^1])
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
                return false;
            rest = rest[(at + part.Length)..];
        }
        return true;
    }
}
