namespace SelfHealing.Crashes;

/// <summary>The repository's paths, looked up by the end of a deployed path.</summary>
sealed class RepositoryFiles
{
    readonly Dictionary<string, List<string>> byName = new(StringComparer.OrdinalIgnoreCase);

    public RepositoryFiles(IReadOnlyCollection<string> paths)
    {
        foreach (var path in paths)
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            if (!byName.TryGetValue(name, out var same))
                byName.Add(name, same = []);
            same.Add(path);
        }
    }

    /// <summary>True when a deployed path ends with one of the repository's paths, or is the end of one.</summary>
    public bool Contains(string printed)
    {
        var path = printed.Replace('\\', '/');
        return Candidates(path).Exists(candidate => EndsWithPath(path, candidate) || EndsWithPath(candidate, path));
    }

    /// <summary>True when one of the repository's paths ends with a module's whole path: <c>com/acme/Shop.java</c>.</summary>
    public bool ContainsModule(string path) => Candidates(path).Exists(candidate => EndsWithPath(candidate, path));

    List<string> Candidates(string path) => byName.GetValueOrDefault(path[(path.LastIndexOf('/') + 1)..]) ?? [];

    static bool EndsWithPath(string path, string end) =>
        path.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (path.Length == end.Length || path[^(end.Length + 1)] == '/'
            || end[0] == '/');
}
