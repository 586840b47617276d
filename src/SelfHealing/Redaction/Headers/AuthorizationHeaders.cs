using System.Buffers;
using System.Buffers.Text;
using System.Text;
using SelfHealing.Redaction.Assignments;

namespace SelfHealing.Redaction.Headers;

/// <summary>
/// Finds the credentials of Authorization headers (RFC 9110) in any notation, and of Bearer and Basic where they stand alone.
/// The scheme stays.
/// </summary>
static class AuthorizationHeaders
{
    const int Reach = 1024;
    static readonly SearchValues<string> Marks = SearchValues.Create(["authorization", "bearer ", "basic "], StringComparison.OrdinalIgnoreCase);
    static readonly string[] Schemes = ["Bearer", "Basic", "Token", "ApiKey", "Api-Key", "Negotiate", "NTLM", "GenieKey", "SSWS", "Key", "JWT", "Splunk", "Bot"];
    static readonly string[] ListSchemes = ["Digest", "AWS4-HMAC-SHA256", "OAuth", "Hawk", "Signature", "SharedKey", "HMAC"];

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOfAny(Marks);
            if (found < 0)
                return;
            var mark = position + found;
            var isHeader = text[mark] is 'a' or 'A';
            position = mark + (isHeader ? "authorization".Length : 5);
            if ((isHeader ? ReadHeader(text, position) : ReadScheme(text, mark)) is not { } finding)
                continue;
            findings.Add(finding);
            position = finding.End;
        }
    }

    static Finding? ReadHeader(ReadOnlySpan<char> text, int end)
    {
        if (Assignment.After(text, end, end) is not { } assignment)
            return null;
        var value = assignment.Value + QuotedText.OpeningLength(text, assignment.Value);
        if (value > assignment.Value || text[value - 1] != '(')
        {
            var line = text[value..Math.Min(text.Length, value + Reach)];
            foreach (var scheme in ListSchemes)
            {
                if (line.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && CharSets.IsAt(line, scheme.Length, Space))
                    return ReadList(text, value, assignment.Value, value + scheme.Length + 1);
            }
        }
        return ReadScheme(text, value) ?? ReadBare(text, value, value > assignment.Value || assignment.Form != AssignmentForm.QuotedOnly);
    }

    static readonly SearchValues<char> Space = SearchValues.Create(" \t");

    // The parameters go on to the end of the string or the line.
    static Finding? ReadList(ReadOnlySpan<char> text, int value, int opening, int start)
    {
        var end = value > opening
            ? QuotedText.Read(text, opening, value - opening, int.MaxValue).End
            : start + (text[start..].IndexOfAny('\r', '\n') is >= 0 and var line ? line : text.Length - start);
        var parameters = text[start..end];
        return parameters.Contains('=') && !Marker.Is(parameters) && Randomness.HasDistinct(parameters[..Math.Min(Reach, parameters.Length)], 8) && parameters.ContainsAny(CharSets.Decimal)
            ? new(start, end, SecretKind.Authorization)
            : null;
    }

    static Finding? ReadScheme(ReadOnlySpan<char> text, int start)
    {
        foreach (var scheme in Schemes)
        {
            if (!text[start..].StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || !CharSets.IsAt(text, start + scheme.Length, Space))
                continue;
            var credentials = start + scheme.Length;
            while (CharSets.IsAt(text, credentials, Space) && credentials - start < 40)
                credentials++;
            if (text[credentials..].StartsWith("token=", StringComparison.OrdinalIgnoreCase))
                credentials += "token=".Length;
            credentials += QuotedText.OpeningLength(text, credentials) is > 0 and var quote && scheme == "Token" ? quote : 0;
            var length = CharSets.Run(text, credentials, CharSets.Credentials);
            var value = text.Slice(credentials, Math.Min(length, Reach));
            var isSecret = scheme == "Basic" ? IsBasic(value) : IsOpaque(value);
            return isSecret ? new(credentials, credentials + length, SecretKind.Authorization) : null;
        }
        return null;
    }

    static Finding? ReadBare(ReadOnlySpan<char> text, int start, bool mayBe)
    {
        var length = CharSets.Run(text, start, CharSets.Credentials);
        return mayBe && length >= 16 && IsOpaque(text.Slice(start, Math.Min(length, Reach))) ? new(start, start + length, SecretKind.Authorization) : null;
    }

    static bool IsOpaque(ReadOnlySpan<char> value) => SecretValue.IsQuoted(value, SecretKind.Token) && value.Length >= 8;

    // user:password in base64; one that a log cut off still starts that way.
    static bool IsBasic(ReadOnlySpan<char> value)
    {
        value = value.TrimEnd('=');
        if (value.Length < 6 || value.ContainsAnyExcept(CharSets.Base64) || !Randomness.HasDistinct(value, 4))
            return false;
        Span<byte> encoded = stackalloc byte[value.Length / 4 * 4 + 4];
        encoded.Fill((byte)'=');
        Encoding.ASCII.GetBytes(value, encoded);
        var whole = value.Length % 4 is 0 or 1 ? value.Length / 4 * 4 : encoded.Length;
        Span<byte> decoded = stackalloc byte[encoded.Length];
        return Base64.DecodeFromUtf8(encoded[..whole], decoded, out _, out var written) == OperationStatus.Done && decoded[..written].Contains((byte)':')
            && decoded[..written].IndexOfAnyInRange((byte)0, (byte)31) < 0;
    }
}
