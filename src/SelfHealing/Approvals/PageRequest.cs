namespace SelfHealing.Approvals;

/// <summary>A request for a page, from whichever host.</summary>
/// <param name="Method">GET, HEAD, POST, ….</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Headers">Header names to values. Names are looked up in any case.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="Source">The network address that it came from.</param>
public sealed record PageRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, string Source)
{
    /// <summary>What follows the path after a question mark; empty when nothing does.</summary>
    public string Query { get; init; } = "";

    /// <summary>Who is signed in, as the host has verified it; null when the host asks nobody to sign in.</summary>
    public string? Identity { get; init; }

    /// <summary>A header's value; null when it is not there.</summary>
    public string? Header(string name)
    {
        foreach (var (known, value) in Headers)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }
}

/// <summary>The answer to a <see cref="PageRequest"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers, each once.</param>
/// <param name="Body">The page; empty for HEAD and redirects.</param>
public sealed record PageResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
