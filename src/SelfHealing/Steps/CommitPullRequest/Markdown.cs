using System.Text.RegularExpressions;

namespace SelfHealing.Steps.CommitPullRequest;

/// <summary>Text of strangers in Markdown, without effect: no markup, no mentions, no links, no closing keywords.</summary>
public static partial class Markdown
{
    /// <summary>A code block that the text cannot close. Lines that bots read as commands, even in code, are moved by a space.</summary>
    public static string Fence(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRunOfTicks(text) + 1));
        return $"{fence}{language}\n{("\n" + text.TrimEnd('\n')).Replace("\n/", "\n /", StringComparison.Ordinal)[1..]}\n{fence}\n";
    }

    /// <summary>A code block that the text cannot close, at most so long; a longer text is cut after a line, and the last line says so.</summary>
    public static string Fence(string text, string language, int most, string rest)
    {
        if (Fence(text, language) is { } whole && whole.Length <= most)
            return whole;
        // The fence is never longer than the text's own ticks, which count twice.
        var note = $"\n[... {rest}]";
        var room = most - note.Length - language.Length - 2 * Math.Max(3, LongestRunOfTicks(text) + 1) - 8;
        var cut = text[..Math.Clamp(room, 0, text.Length)];
        var end = cut.LastIndexOf('\n');
        if (end <= 0)
            end = cut.Length > 0 && char.IsHighSurrogate(cut[^1]) ? cut.Length - 1 : cut.Length;
        return Fence(cut[..end] + note, language);
    }

    /// <summary>A code span that the text cannot close.</summary>
    public static string Code(string text)
    {
        var line = PlainText.OneLine(text, 200);
        if (line.Length == 0)
            return "(none)";
        var ticks = new string('`', LongestRunOfTicks(line) + 1);
        return ticks.Length == 1 ? $"`{line}`" : $"{ticks} {line} {ticks}";
    }

    /// <summary>
    /// For titles and commit messages, which know no code spans: a word joiner after @, # and [ keeps hosts from reading mentions,
    /// references, links and orders such as "[skip ci]"; closing keywords need a reference to close.
    /// </summary>
    public static string Inert(string text) => Reference().Replace(text, "$0\u2060");

    [GeneratedRegex(@"[@#[]|\bGH-(?=\d)|://|\bwww\.|\bNO_(?=CI)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    static int LongestRunOfTicks(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
