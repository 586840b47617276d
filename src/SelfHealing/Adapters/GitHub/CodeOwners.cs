using System.Text;

namespace SelfHealing.Adapters.GitHub;

/// <summary>Who reviews which files: GitHub's CODEOWNERS file. The last rule that matches a path counts, also when it names nobody.</summary>
public sealed class CodeOwners
{
    // GitHub ignores larger files.
    const int MostCharacters = 3_000_000;

    readonly IReadOnlyList<(PathPattern Pattern, IReadOnlyList<string> Owners)> rules;

    CodeOwners(IReadOnlyList<(PathPattern Pattern, IReadOnlyList<string> Owners)> rules) => this.rules = rules;

    /// <summary>Where the file may be; the first one that is there counts.</summary>
    public static IReadOnlyList<string> Places { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    /// <summary>Reads the file. Lines that GitHub would not take are passed over.</summary>
    public static CodeOwners Parse(string text)
    {
        var rules = new List<(PathPattern Pattern, IReadOnlyList<string> Owners)>();
        if (text.Length > MostCharacters)
            return new CodeOwners(rules);
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            var words = Words(line);
            // Negation and ranges are not part of this language.
            if (words.Count > 0 && words[0] is not ['!', ..] && !words[0].Contains('['))
                rules.Add((new PathPattern(words[0]), words.Skip(1).Where(IsOwner).Select(word => word[1..]).ToList()));
        }
        return new CodeOwners(rules);
    }

    /// <summary>The users and teams (<c>org/team</c>) that own a file; those named by an e-mail address are left out.</summary>
    public IReadOnlyList<string> Of(string path) =>
        rules.LastOrDefault(rule => rule.Pattern.Matches(path)) is { Owners: { } owners } ? owners : [];

    static bool IsOwner(string word) => word is ['@', _, ..];

    // Blanks part the words unless a backslash stands before; # begins a comment where a word would begin.
    static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length)
                word.Append(line[++at]);
            else if (line[at] == '#' && word.Length == 0)
                break;
            else if (!char.IsWhiteSpace(line[at]))
                word.Append(line[at]);
            else
                End();
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
