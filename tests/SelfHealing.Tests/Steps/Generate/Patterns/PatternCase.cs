using SelfHealing.Code;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Steps.Generate.Patterns;

/// <summary>One file of Data: a program, its crash, and what is to be proposed. The format is described in its README.</summary>
sealed record PatternCase(string Name, SourceTree Tree, string Trace, IReadOnlyList<Edit> Changes, string Check)
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Steps", "Generate", "Patterns", "Data");

    public static IEnumerable<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.txt", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    public Crash Crash => CrashReader.Read([new LogEvent("log", null, Trace)], [.. Tree.Files.Keys]).Crashes[^1];

    public static PatternCase Read(string name)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var changes = new List<Edit>();
        var (trace, check) = ("", "");
        foreach (var section in File.ReadAllText(Path.Combine(Folder, name))["=== ".Length..].Split("\n=== "))
        {
            var (head, body) = (section.Split('\n')[0], section.Contains('\n') ? section[(section.IndexOf('\n') + 1)..] + "\n" : "");
            if (head.StartsWith("file ", StringComparison.Ordinal))
                files[head["file ".Length..]] = body;
            else if (head.StartsWith("change ", StringComparison.Ordinal))
                changes.Add(new Edit(head["change ".Length..], Lines(body, '-'), Lines(body, '+')));
            else if (head == "trace")
                trace = body;
            else if (head == "check")
                check = body;
        }
        return new PatternCase(name, new SourceTree("0", files), trace, changes, check);
    }

    /// <summary>The files after the changes.</summary>
    public static Dictionary<string, string> Apply(SourceTree tree, IEnumerable<Edit> edits)
    {
        var files = tree.Files.ToDictionary(StringComparer.Ordinal);
        foreach (var edit in edits)
        {
            var at = files[edit.Path].IndexOf(edit.Search, StringComparison.Ordinal);
            at.ShouldBeGreaterThanOrEqualTo(0, $"{edit.Path} has no {edit.Search}");
            files[edit.Path].IndexOf(edit.Search, at + 1, StringComparison.Ordinal).ShouldBe(-1, $"{edit.Path} has it twice: {edit.Search}");
            files[edit.Path] = files[edit.Path][..at] + edit.Replace + files[edit.Path][(at + edit.Search.Length)..];
        }
        return files;
    }

    static string Lines(string body, char mark) =>
        string.Concat(body.Split('\n').Where(line => line.StartsWith(mark)).Select(line => line[1..] + "\n"));
}
