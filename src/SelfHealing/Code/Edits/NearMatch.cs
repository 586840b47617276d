namespace SelfHealing.Code.Edits;

/// <summary>The lines of a file that are most like a block, and how like they are.</summary>
/// <param name="Match">Where.</param>
/// <param name="Likeness">0 to 1: the part of the words in block and lines that both have.</param>
/// <param name="Worst">The likeness of the block's line that fits worst.</param>
sealed record NearMatch(BlockMatch Match, double Likeness, double Worst)
{
    const double MinLikeness = 0.9;
    const double MinWorst = 0.5;
    const double MinLead = 0.1;
    const int MinLines = 2;

    // Beyond this many comparisons of lines the search is given up, so that its time stays bounded.
    const long MaxComparisons = 20_000_000;

    /// <summary>The place that is most like a block, and the likest one that does not overlap it.</summary>
    public static (NearMatch? Best, NearMatch? Second) Find(IReadOnlyList<string> search, IReadOnlyList<string> file)
    {
        if (search.Count == 0 || file.Count == 0 || (long)search.Count * file.Count > MaxComparisons)
            return (null, null);
        var wanted = search.Select(LineWords.Of).ToList();
        var lines = file.Select(LineWords.Of).ToList();
        var windows = new List<NearMatch>();
        var count = Math.Min(search.Count, file.Count);
        for (var start = 0; start + count <= file.Count; start++)
            windows.Add(Compare(wanted, lines, start, count));
        var best = windows.MaxBy(window => window.Likeness)!;
        var second = windows.Where(window => Math.Abs(window.Match.Start - best.Match.Start) >= count).MaxBy(window => window.Likeness);
        return (best, second);
    }

    /// <summary>Whether the place is like enough, and no other nearly as like, to stand for the block.</summary>
    public bool IsClear(NearMatch? second, IReadOnlyList<string> search) =>
        search.Count(line => !TextLines.IsBlank(line)) >= MinLines
        && Match.Count == search.Count
        && Likeness >= MinLikeness
        && Worst >= MinWorst
        && Likeness - (second?.Likeness ?? 0) >= MinLead;

    static NearMatch Compare(List<LineWords> wanted, List<LineWords> lines, int start, int count)
    {
        var (common, all, worst) = (0, 0, 1.0);
        for (var index = 0; index < count; index++)
        {
            var (block, line) = (wanted[index], lines[start + index]);
            var shared = block.Common(line);
            common += 2 * shared;
            all += block.Count + line.Count;
            if (block.Count + line.Count > 0)
                worst = Math.Min(worst, 2.0 * shared / (block.Count + line.Count));
        }
        return new NearMatch(new BlockMatch(start, count), all == 0 ? 0 : (double)common / all, worst);
    }
}
