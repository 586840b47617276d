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
            Section(sections, "confidence") is { } confidence ? StatedConfidence.Read(confidence) : null,
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
                var rest = WithoutRemark(text[heading.Length..].TrimStart('*', '_', ' ', '`'));
                if (rest.Length > 0 && rest[0] is ':' or '=' or '—' or '–' || rest.Length == 0 && (isMarked || name == "abstain" || !line.AsSpan().ContainsAnyInRange('a', 'z')))
                    return (name, rest.TrimStart(':', '=', '—', '–', ' ', '*', '_'));
            }
        }
        return null;
    }

    // CONFIDENCE (0 to 1): 0.8
    static string WithoutRemark(string rest) =>
        rest.StartsWith('(') && rest.IndexOf(')', StringComparison.Ordinal) is > 0 and var end ? rest[(end + 1)..].TrimStart('*', '_', ' ', '`') : rest;
}
