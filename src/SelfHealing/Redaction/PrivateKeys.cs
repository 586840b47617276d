namespace SelfHealing.Redaction;

/// <summary>
/// Finds private keys in PEM form (RFC 7468), OpenSSH's and PGP's among them: over several lines, on one line with <c>\n</c> escapes, in
/// pieces of source code, and cut off at either end.
/// </summary>
static class PrivateKeys
{
    const string Begin = "-----BEGIN ";
    const string End = "-----END ";
    const string PrivateKey = "PRIVATE KEY";
    const string Dashes = "-----";
    const int LongestLabel = 60;
    const int LongestBody = 64 * 1024;

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        var done = 0;
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOf(Dashes, StringComparison.Ordinal);
            if (found < 0)
                return;
            var start = position + found;
            position = start + 1;
            if (LabelEnd(text, start, Begin) is { } body)
                position = done = ReadFromBegin(text, start, body, findings);
            else if (LabelEnd(text, start, End) is { } end)
                position = done = ReadFromEnd(text, done, start, end, findings);
        }
    }

    // The end of "-----BEGIN … PRIVATE KEY…-----".
    static int? LabelEnd(ReadOnlySpan<char> text, int start, string opening)
    {
        var rest = text[start..];
        if (!rest.StartsWith(opening, StringComparison.Ordinal))
            return null;
        var label = rest[opening.Length..Math.Min(rest.Length, opening.Length + LongestLabel)];
        var close = label.IndexOf(Dashes, StringComparison.Ordinal);
        if (close < 0 || !label[..close].Contains(PrivateKey, StringComparison.Ordinal) || label[..close].ContainsAny('\n', '"', '\''))
            return null;
        return start + opening.Length + close + Dashes.Length;
    }

    static int ReadFromBegin(ReadOnlySpan<char> text, int start, int body, List<Finding> findings)
    {
        var window = text[body..Math.Min(text.Length, body + LongestBody)];
        var next = window.IndexOf(Begin, StringComparison.Ordinal);
        if (next >= 0)
            window = window[..next];
        var close = window.IndexOf(End, StringComparison.Ordinal);
        if (close < 0)
            return AddCutOff(text, start, body, findings);
        var end = LabelEnd(text, body + close, End) ?? body + close + End.Length;
        if (PemBody.IsWhole(window[..close]))
        {
            if (PemBody.HasKey(window[..close]))
                findings.Add(new(start, end, SecretKind.PrivateKey));
        }
        else
        {
            PemBody.FindPieces(text, body, body + close, findings);
        }
        return end;
    }

    // The rest of the key was cut off: as far as the lines look like a key's.
    static int AddCutOff(ReadOnlySpan<char> text, int start, int body, List<Finding> findings)
    {
        var end = PemBody.EndForward(text, body);
        if (PemBody.HasKey(text[body..end]))
            findings.Add(new(start, end, SecretKind.PrivateKey));
        else
            PemBody.FindPieces(text, body, Math.Min(text.Length, body + 256), findings);
        return end;
    }

    // The key's start was cut off.
    static int ReadFromEnd(ReadOnlySpan<char> text, int from, int start, int end, List<Finding> findings)
    {
        var body = PemBody.StartBackward(text, from, start);
        if (PemBody.HasKey(text[body..start]))
            findings.Add(new(body, end, SecretKind.PrivateKey));
        return end;
    }
}
