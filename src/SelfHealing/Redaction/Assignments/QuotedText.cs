using System.Runtime.InteropServices;

namespace SelfHealing.Redaction.Assignments;

/// <summary>
/// The text between two quotes of a source file, or of JSON that was escaped into a string (<c>\"password\":\"…\"</c>).
/// A text that its line or the log cuts off ends there.
/// </summary>
/// <param name="Start">Where the text begins, after the quote.</param>
/// <param name="End">Where it ends, before the closing quote.</param>
/// <param name="Next">Where the source goes on, after the closing quote.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct QuotedText(int Start, int End, int Next)
{
    /// <summary>How much of a text is read before it is known to be a secret; keeps the time linear when names of secrets stand one after another.</summary>
    public const int Reach = 512;

    /// <summary>The length of the opening quote at this place, with the backslashes and the letters (<c>r"</c>, <c>@"</c>) before it; 0 when there is none.</summary>
    public static int OpeningLength(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        while (i < text.Length && i - start < 2 && text[i] is 'r' or 'b' or 'f' or 'u' or 'R' or 'B' or 'F' or 'U' or 'L' or '@' or '$')
            i++;
        while (i < text.Length && i - start < 10 && text[i] == '\\')
            i++;
        return i < text.Length && text[i] is '"' or '\'' or '`' ? i + 1 - start : 0;
    }

    /// <summary>Reads the text after the opening quote, up to <paramref name="reach"/> characters of it.</summary>
    public static QuotedText Read(ReadOnlySpan<char> text, int start, int opening, int reach = Reach)
    {
        var body = start + opening;
        var quote = text[body - 1];
        var backslashes = 0;
        while (body - 2 - backslashes >= start && text[body - 2 - backslashes] == '\\')
            backslashes++;
        var limit = reach < text.Length - body ? body + reach : text.Length;
        var skipped = 0;
        for (var i = body; i < limit; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r')
                return new(body, i, i);
            if (c == '\\')
            {
                skipped++;
            }
            else if (c == quote && (backslashes == 0 ? skipped % 2 == 0 : skipped <= backslashes))
            {
                return new(body, i - Math.Min(skipped, backslashes), i + 1);
            }
            else
            {
                skipped = 0;
            }
        }
        return new(body, limit, limit);
    }
}
