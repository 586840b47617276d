using System.Buffers;

namespace SelfHealing.Redaction;

/// <summary>What stands between the first and the last line of a key in PEM form: base64, escapes of line breaks, and headers.</summary>
static class PemBody
{
    const int ShortestPiece = 16;
    static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    static readonly SearchValues<char> Body = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n\\:,-.()");
    static readonly SearchValues<char> Escaped = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\\");

    /// <summary>Whether nothing but a key stands here: no quotes, no code.</summary>
    public static bool IsWhole(ReadOnlySpan<char> body) => !body.ContainsAnyExcept(Body);

    /// <summary>Whether a part of a key stands here, rather than <c>...</c> in its place.</summary>
    public static bool HasKey(ReadOnlySpan<char> body)
    {
        for (var position = 0; position < body.Length;)
        {
            var length = CharSets.Run(body, position, Base64);
            if (length >= ShortestPiece && Randomness.HasDistinct(body.Slice(position, Math.Min(length, 256)), 6))
                return true;
            position += length + 1;
        }
        return false;
    }

    /// <summary>Finds the pieces of a key that is written as several strings of source code, or behind the prefixes of a log's lines.</summary>
    public static void FindPieces(ReadOnlySpan<char> text, int from, int to, List<Finding> findings)
    {
        for (var position = from; position < to;)
        {
            var length = Math.Min(CharSets.Run(text[..to], position, Escaped), to - position);
            if (length >= ShortestPiece && IsPiece(text.Slice(position, length)))
                findings.Add(new(position, position + length, SecretKind.PrivateKey));
            position += length + 1;
        }
    }

    static bool IsPiece(ReadOnlySpan<char> run) =>
        Randomness.HasDistinct(run, 6) && run.ContainsAny(CharSets.Decimal) && run.ContainsAnyInRange('A', 'Z') && run.ContainsAnyInRange('a', 'z');

    /// <summary>Where the lines that look like a key's end.</summary>
    public static int EndForward(ReadOnlySpan<char> text, int body)
    {
        var end = body;
        for (var position = body; position < text.Length;)
        {
            while (position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n')
                position++;
            var length = CharSets.Run(text, position, Escaped);
            var lineEnd = position + length;
            var isHeader = length is > 0 and < 20 && lineEnd < text.Length && text[lineEnd] == ':' && IsPemHeader(text.Slice(position, length));
            if (isHeader)
                lineEnd += CharSets.Run(text, lineEnd, Body) is var rest && text.Slice(lineEnd, rest).IndexOf('\n') is >= 0 and var line ? line : rest;
            else if (length == 0 || (lineEnd < text.Length && text[lineEnd] is not ('\r' or '\n' or '"' or '\'' or ' ' or '`')) || !IsLine(text.Slice(position, length), end == body))
                break;
            end = position = lineEnd;
        }
        return end;
    }

    static bool IsPemHeader(ReadOnlySpan<char> name) => name is "Type" or "Info" || name.StartsWith("Proc", StringComparison.Ordinal);

    // Prose after a cut-off key must not count as a part of it.
    static bool IsLine(ReadOnlySpan<char> run, bool isFirst) =>
        (run.Length >= ShortestPiece && Randomness.HasDistinct(run[..Math.Min(256, run.Length)], 6)) || (isFirst && run is "\\n");

    /// <summary>Where the lines that look like a key's start.</summary>
    public static int StartBackward(ReadOnlySpan<char> text, int from, int end)
    {
        var start = end;
        while (start > from)
        {
            var lineEnd = start;
            while (lineEnd > from && text[lineEnd - 1] is ' ' or '\t' or '\r' or '\n')
                lineEnd--;
            var line = lineEnd;
            while (line > from && Escaped.Contains(text[line - 1]))
                line--;
            var isLast = start == end;
            if (line == lineEnd || (!isLast && lineEnd - line < ShortestPiece))
                break;
            start = line;
        }
        return start;
    }
}
