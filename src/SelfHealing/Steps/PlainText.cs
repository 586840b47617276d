using System.Globalization;
using System.Text;

namespace SelfHealing.Steps;

/// <summary>Text of strangers (logs, models), made safe to print: no control, format or bidirectional characters.</summary>
public static class PlainText
{
    /// <summary>On one line, cut to a length.</summary>
    public static string OneLine(string text, int length = 500)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= length)
                return line.Append('…').ToString();
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                line.Append(rune);
            }
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>On as many lines as it has.</summary>
    public static string Lines(string text)
    {
        var lines = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format))
                lines.Append(rune);
        }
        return lines.ToString();
    }
}
