using SelfHealing.Redaction.Assignments;

namespace SelfHealing.Redaction.Headers;

/// <summary>Finds the values of Cookie and Set-Cookie headers (RFC 6265). The attributes of Set-Cookie stay.</summary>
static class Cookies
{
    const string Name = "cookie";
    const int LongestName = 64;

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOf(Name, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                return;
            var name = position + found;
            position = name + Name.Length;
            if (Read(text, name, position) is not { } finding)
                continue;
            findings.Add(finding);
            position = finding.End;
        }
    }

    static Finding? Read(ReadOnlySpan<char> text, int name, int end)
    {
        var isSet = name >= 4 && text[(name - 4)..name].Equals("set-", StringComparison.OrdinalIgnoreCase);
        if (!isSet && CharSets.IsAt(text, name - 1, CharSets.Dotted))
            return null;
        var colon = text[end..Math.Min(text.Length, end + 4)].IndexOf(':');
        if (colon < 0 || Assignment.After(text, name, end) is not { } assignment)
            return null;
        var opening = QuotedText.OpeningLength(text, assignment.Value);
        var value = assignment.Value + opening;
        var nameLength = CharSets.Run(text[..Math.Min(text.Length, value + LongestName)], value, CharSets.Dotted);
        var first = value + nameLength + 1;
        if (nameLength == 0 || first >= text.Length || text[first - 1] != '=' || text[first] is ' ' or '=')
            return null;
        var rest = text[first..];
        var stop = rest.IndexOfAny(isSet ? "\r\n\"'`;" : "\r\n\"'`");
        var length = stop < 0 ? rest.Length : stop;
        if (length > 0 && rest[length - 1] == '\\')
            length--;
        return length < 3 || Placeholders.Is(rest[..length]) || Marker.Is(rest[..length]) ? null : new(first, first + length, SecretKind.Cookie);
    }
}
