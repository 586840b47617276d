using SelfHealing.Code;
using SelfHealing.Code.Symbols;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>What a repository tells those who change it: instructions for agents, and rules for contributions.</summary>
static class Guidance
{
    const int LongestInstructions = 60;
    const int LongestRules = 25;

    static readonly string[] AgentFiles =
    [
        "AGENTS.md", "CLAUDE.md", "GEMINI.md", ".github/copilot-instructions.md", ".cursorrules", ".windsurfrules", ".clinerules", "CONVENTIONS.md",
    ];

    static readonly string[] ContributionFiles = ["CONTRIBUTING.md", ".github/CONTRIBUTING.md", "docs/CONTRIBUTING.md", "CONTRIBUTING.rst", "CONTRIBUTING"];

    static readonly string[] RuleWords = ["style", "test", "convention", "guideline", "lint", "format", "commit", "quality", "rule", "coding", "patch", "change"];

    /// <summary>The excerpts: of the files nearest to the crash first.</summary>
    public static IEnumerable<Candidate> Of(SourceTree tree, string home)
    {
        foreach (var path in Near(home, AgentFiles).Concat(CursorRules(tree)).Where(tree.Files.ContainsKey).Distinct(StringComparer.Ordinal))
            yield return new Candidate(path, new LineRange(1, LongestInstructions), Worth.Guidance, "the repository's instructions");
        foreach (var path in ContributionFiles.Where(tree.Files.ContainsKey).Take(1))
        {
            foreach (var section in RulesIn(SourceLines.Of(tree.Files[path])))
                yield return new Candidate(path, section, Worth.Guidance, "the repository's rules for contributions");
        }
    }

    // An instruction file holds for its folder and what is below.
    static IEnumerable<string> Near(string home, string[] names)
    {
        for (var folder = home; folder.Length > 0;)
        {
            folder = folder.Contains('/', StringComparison.Ordinal) ? folder[..folder.LastIndexOf('/')] : "";
            foreach (var name in names)
                yield return folder.Length == 0 ? name : $"{folder}/{name}";
        }
    }

    static IEnumerable<string> CursorRules(SourceTree tree) =>
        tree.Files.Keys.Where(path => path.StartsWith(".cursor/rules/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    static IEnumerable<LineRange> RulesIn(string[] lines)
    {
        var headings = Enumerable.Range(1, lines.Length).Where(IsHeading).ToList();
        var sections = headings.Select((first, i) => new LineRange(first, i + 1 < headings.Count ? headings[i + 1] - 1 : lines.Length)).ToList();
        var rules = sections.Where(section => RuleWords.Any(word => lines[section.First - 1].Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
        return (rules.Count > 0 ? rules : [new LineRange(1, lines.Length)])
            .Select(section => section with { Last = Math.Min(section.Last, section.First + LongestRules - 1) });

        bool IsHeading(int line) => lines[line - 1].StartsWith('#') || line < lines.Length && lines[line].Length > 2 && lines[line].All(c => c is '=' or '-' or '~');
    }
}
