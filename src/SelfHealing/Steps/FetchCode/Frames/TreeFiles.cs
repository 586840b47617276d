using SelfHealing.Code;

namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>The files of a tree by the end of their paths.</summary>
sealed class TreeFiles(SourceTree tree)
{
    // Of a thousand files named __init__.py only those with the longest common ends can be meant.
    const int MostMatches = 20;

    readonly ILookup<string, string> byName = tree.Files.Keys.ToLookup(path => path[(path.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string[]> lines = new(StringComparer.Ordinal);

    public IEnumerable<string> Paths => tree.Files.Keys;

    public bool Contains(string path) => tree.Files.ContainsKey(path);

    public string Text(string path) => tree.Files[path];

    public string[] Lines(string path)
    {
        if (!lines.TryGetValue(path, out var split))
            lines.Add(path, split = tree.Files[path].Split('\n'));
        return split;
    }

    /// <summary>The files whose paths end like the printed one, the longest common ends first.</summary>
    public IReadOnlyList<PathMatch> EndingLike(PrintedPath printed)
    {
        if (printed.Parts.Count == 0)
            return [];
        var comparison = printed.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return byName[printed.Parts[^1]]
            .Select(path => PathMatch.Of(printed.Parts, path, comparison) with { Installed = printed.InstalledLength })
            .Where(match => match.Common > 0)
            .OrderByDescending(match => match.Common)
            .Take(MostMatches)
            .ToList();
    }
}
