namespace SelfHealing.Code;

/// <summary>The text files of one commit, by repository path (forward slashes, no leading slash).</summary>
/// <param name="Commit">The commit's full hash.</param>
/// <param name="Files">Path to text. The text is exactly what the repository holds: byte-order mark and line ends included.</param>
public sealed record SourceTree(string Commit, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Paths that are taken by what is no editable text: binary and very large files, links, submodules.</summary>
    public IReadOnlySet<string> Opaque { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
