using System.Globalization;

namespace SelfHealing.Steps.Generate;

/// <summary>What a reply says outside of its blocks.</summary>
/// <param name="RootCause">The section of that name; else the prose before the first block; may be empty.</param>
/// <param name="Confidence">0 to 1; null when it is missing or unreadable.</param>
/// <param name="Abstention">The reason after ABSTAIN; null when the reply does not abstain.</param>
sealed record ReplyNotes(string RootCause, double? Confidence, string? Abstention)
{
    const int MaxRootCauseLength = 2000;
    static readonly string[] CauseHeadings = ["root cause analysis", "root cause", "root-cause", "rootcause", "root_cause", "cause"];
    static readonly string[] ConfidenceHeadings = ["confidence level", "confidence score", "confidence"];
    static readonly string[] OtherHeadings = ["fix", "the fix", "edits", "edit", "changes", "change", "patch", "solution", "proposed fix", "explanation", "blocks", "files"];

    /// <summary>Reads the lines outside of the blocks.</summary>
    public static ReplyNotes Read(IReadOnlyList<string> prose)
    {
        var sections = Sections(prose);
        var abstention = Section(sections, "abstain") ?? Section(sections, "abstention");
        var cause = Section(sections, "cause") ?? Section(sections, "");
        return new ReplyNotes(
            cause is { Length: > MaxRootCauseLength } ? cause[..MaxRootCauseLength] : cause ?? "",
            Section(sections, "confidence") is { } confidence ? Number(confidence) : null,
            abstention is "" ? "No reason was given." : abstention);
    }

    static string? Section(List<(string Name, List<string> Lines)> sections, string name)
    {
        var index = sections.FindIndex(section => section.Name == name);
        return index < 0 ? null : string.Join('\n', sections[index].Lines).Trim();
    }

    /// <summary>Cuts prose at its headings. What stands before the first has an empty name.</summary>
    static List<(string Name, List<string> Lines)> Sections(IReadOnlyList<string> prose)
    {
        var sections = new List<(string Name, List<string> Lines)> { ("", []) };
        foreach (var line in prose)
        {
            if (ReplyPath.IsFence(line) || ReplyPath.Of(line) is not null)
                continue;
            if (Heading(line) is { } heading)
                sections.Add((heading.Name, [heading.Text]));
            else
                sections[^1].Lines.Add(line);
        }
        return sections;
    }

    /// <summary>A heading and what follows it on its line: <c>ROOT CAUSE: text</c>, <c>## Root cause</c>, <c>**Confidence:** 0.8</c>.</summary>
    static (string Name, string Text)? Heading(string line)
    {
        var text = line.Trim();
        var isMarked = text.StartsWith('#') || text.StartsWith("**", StringComparison.Ordinal);
        text = text.TrimStart('#', '*', '-', '_', ' ', '`', '<').TrimStart("0123456789. ".ToCharArray());
        foreach (var (headings, name) in ((string[], string)[])[(["abstain", "abstention"], "abstain"), (CauseHeadings, "cause"), (ConfidenceHeadings, "confidence"), (OtherHeadings, "other")])
        {
            foreach (var heading in headings)
            {
                if (!text.StartsWith(heading, StringComparison.OrdinalIgnoreCase))
                    continue;
                var rest = text[heading.Length..].TrimStart('*', '_', ' ', '`');
                if (rest.Length > 0 && rest[0] is ':' or '=' or '—' or '–' || rest.Length == 0 && (isMarked || name == "abstain" || !line.AsSpan().ContainsAnyInRange('a', 'z')))
                    return (name, rest.TrimStart(':', '=', '—', '–', ' ', '*', '_'));
            }
        }
        return null;
    }

    static double? Number(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            var word = text.TrimStart('*', ' ').ToLowerInvariant();
            return word switch
            {
                _ when word.StartsWith("very high", StringComparison.Ordinal) => 0.95,
                _ when word.StartsWith("high", StringComparison.Ordinal) => 0.9,
                _ when word.StartsWith("medium", StringComparison.Ordinal) || word.StartsWith("moderate", StringComparison.Ordinal) => 0.6,
                _ when word.StartsWith("low", StringComparison.Ordinal) => 0.3,
                _ => null,
            };
        }
        if (start > 0 && text[start - 1] is '-' or '.')
            return text[start - 1] == '.' ? Parsed(text, start - 1) : null;
        return Parsed(text, start);
    }

    static double? Parsed(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        var number = text[start..end].TrimEnd('.');
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        var after = text[(start + number.Length)..].TrimStart();
        if (after.StartsWith('%'))
            value /= 100;
        else if (after.StartsWith('/') && double.TryParse(after[1..].Trim().Split(' ', '\n', '.', '*')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var whole) && whole > 0)
            value /= whole;
        else if (value > 1)
            value /= 100;
        return value is >= 0 and <= 1 ? value : null;
    }
}
