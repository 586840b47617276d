namespace SelfHealing.Code.Edits;

/// <summary>A piece of a file, written for the author of an edit.</summary>
static class Region
{
    const double MinLikeness = 0.4;
    const int MaxLines = 40;

    /// <summary><c>path:first-last</c> and the lines there; null when they are not like what was sought.</summary>
    public static string? Of(string path, IReadOnlyList<string> lines, NearMatch near)
    {
        if (near.Likeness < MinLikeness)
            return null;
        var (start, count) = (near.Match.Start, Math.Min(near.Match.Count, MaxLines));
        return $"{path}:{start + 1}-{start + count}\n{string.Join('\n', lines.Skip(start).Take(count))}";
    }
}
