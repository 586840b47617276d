namespace SelfHealing.Redaction.Tokens;

/// <summary>Finds JSON Web Tokens (RFC 7515, 7516): parts of base64url with dots between them, of which the first is a JSON object.</summary>
static class JsonWebTokens
{
    // {" in base64url
    const string Object = "eyJ";
    const int ShortestPart = 10;

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOf(Object, StringComparison.Ordinal);
            if (found < 0)
                return;
            var start = position + found;
            var header = CharSets.Run(text, start, CharSets.Base64Url);
            position = start + header;
            if (header < ShortestPart || End(text, position) is not { } end)
                continue;
            findings.Add(new(start, end, SecretKind.JsonWebToken));
            position = end;
        }
    }

    // A log may have cut the token, so that an object after the header is enough.
    static int? End(ReadOnlySpan<char> text, int headerEnd)
    {
        var end = headerEnd;
        var parts = 0;
        while (parts < 4 && end < text.Length && text[end] == '.' && CharSets.Run(text, end + 1, CharSets.Base64Url) is var length && (length >= ShortestPart || parts > 0))
        {
            end += 1 + length;
            parts++;
        }
        var payloadIsObject = parts > 0 && text[(headerEnd + 1)..].StartsWith(Object, StringComparison.Ordinal);
        return parts >= 2 || payloadIsObject ? end : null;
    }
}
