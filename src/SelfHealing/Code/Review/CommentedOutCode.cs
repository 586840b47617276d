namespace SelfHealing.Code.Review;

/// <summary>Lines of code that became comments.</summary>
static class CommentedOutCode
{
    const int ShortestCode = 8;

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.After is null || file.RemovedLines.Count == 0)
            return [];
        var removed = file.RemovedLines.Where(line => line.Length >= ShortestCode && line.AsSpan().ContainsAny("(=[{.")).ToHashSet(StringComparer.Ordinal);
        return file.AddedLines
            .Where(line => line[0] is '#' or '/' or '*' && removed.Contains(line.TrimStart('#', '/', '*', ' ').TrimEnd('*', '/', ' ')))
            .Select(line => ReviewFinding.Refusal($"{file.Path}: `{line}` is code that was commented out. Mend it or remove it."));
    }
}
