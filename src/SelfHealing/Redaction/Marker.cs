using System.Text;

namespace SelfHealing.Redaction;

/// <summary>What stands in a text in a secret's place: <c>[redacted:aws-access-key]</c>. It says the kind, and nothing else of the secret.</summary>
static class Marker
{
    const string Opening = "[redacted:";

    static readonly string[] Texts = [.. Enum.GetNames<SecretKind>().Select(name => $"{Opening}{Kebab(name)}]")];

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
