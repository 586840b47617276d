using System.Buffers;
using SelfHealing.Redaction.Assignments;

namespace SelfHealing.Redaction.Headers;

/// <summary>Finds passwords that stand after a user's name: <c>curl -u user:password</c>, <c>auth=("user", "password")</c>, <c>BasicAuth("user", "password")</c>.</summary>
static class UserAndPassword
{
    const int LongestUser = 128;
    static readonly string[] Options = [" -u ", " --user ", " -u", " --user="];
    static readonly SearchValues<string> Marks = SearchValues.Create([" -u", " --user"], StringComparison.Ordinal);
    static readonly SearchValues<string> Calls = SearchValues.Create(["auth(", "auth=(", "auth = (", "credentials(", "credential("], StringComparison.OrdinalIgnoreCase);
    static readonly SearchValues<char> Stops = SearchValues.Create(" \t\r\n\"'`<>|");

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; text[position..].IndexOfAny(Marks) is >= 0 and var found;)
        {
            position += found;
            if (ReadOption(text, position) is { } finding)
                findings.Add(finding);
            position++;
        }
        for (var position = 0; text[position..].IndexOfAny(Calls) is >= 0 and var found;)
        {
            position += found;
            position += text[position..].IndexOf('(') + 1;
            if (ReadCall(text, position) is { } finding)
                findings.Add(finding);
        }
    }

    static Finding? ReadOption(ReadOnlySpan<char> text, int start)
    {
        foreach (var option in Options)
        {
            if (!text[start..].StartsWith(option, StringComparison.Ordinal))
                continue;
            var value = start + option.Length;
            value += QuotedText.OpeningLength(text, value);
            var rest = text[value..Math.Min(text.Length, value + QuotedText.Reach)];
            var end = rest.IndexOfAny(Stops);
            if (end >= 0)
                rest = rest[..end];
            var colon = rest.IndexOf(':');
            return colon > 0 && rest[0] != '-' && SecretValue.IsLiteral(rest[(colon + 1)..], SecretKind.Password)
                ? new(value + colon + 1, value + rest.Length, SecretKind.Password)
                : null;
        }
        return null;
    }

    static Finding? ReadCall(ReadOnlySpan<char> text, int start)
    {
        var opening = QuotedText.OpeningLength(text, start);
        if (opening == 0)
            return null;
        var user = QuotedText.Read(text, start, opening, LongestUser);
        var comma = user.Next;
        if (comma >= text.Length || text[comma] != ',')
            return null;
        var second = comma + 1;
        while (second < text.Length && text[second] is ' ' && second - comma < 8)
            second++;
        var passwordOpening = QuotedText.OpeningLength(text, second);
        if (passwordOpening == 0)
            return null;
        var password = QuotedText.Read(text, second, passwordOpening);
        return SecretValue.IsNear(text[password.Start..password.End], SecretKind.Password) ? new(password.Start, password.End, SecretKind.Password) : null;
    }
}
