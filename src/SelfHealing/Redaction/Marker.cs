using System.Text;

namespace SelfHealing.Redaction;

/// <summary>What stands in a text in a secret's place: <c>[redacted:aws-access-key]</c>. It says the kind, and nothing else of the secret.</summary>
static class Marker
{
    const string Opening = "[redacted:";

    static readonly string[] Texts = [.. Enum.GetNames<SecretKind>().Select(name => $"{Opening}{Kebab(name)}]")];

    static readonly int Longest = Texts.Max(text => text.Length);

    public static string Of(SecretKind kind) => Texts[(int)kind];

    /// <summary>Whether this is a marker and nothing else.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Opening, StringComparison.Ordinal) || !text.EndsWith("]", StringComparison.Ordinal))
            return false;
        foreach (var marker in Texts)
        {
            if (text.SequenceEqual(marker))
                return true;
        }
        return false;
    }

    /// <summary>The finding, grown over the markers that it would cut; null when it has nothing but a marker.</summary>
    public static Finding? Uncut(ReadOnlySpan<char> text, Finding finding)
    {
        var (start, end) = (finding.Start, finding.End);
        if (Over(text, start) is { } first)
            start = first.Start;
        if (Over(text, end) is { } last)
            end = last.End;
        return Is(text[start..end]) ? null : finding with { Start = start, End = end };
    }

    // The marker that starts before this place and ends after it.
    static (int Start, int End)? Over(ReadOnlySpan<char> text, int place)
    {
        var from = Math.Max(0, place - Longest);
        var start = text[from..place].LastIndexOf('[');
        if (start < 0)
            return null;
        start += from;
        var length = text[start..Math.Min(text.Length, start + Longest)].IndexOf(']') + 1;
        return start + length > place && Is(text.Slice(start, length)) ? (start, start + length) : null;
    }

    static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && kebab.Length > 0)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }
}
