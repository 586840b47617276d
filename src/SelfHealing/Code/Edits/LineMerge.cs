namespace SelfHealing.Code.Edits;

/// <summary>Which lines of a replacement its author left as they were in the SEARCH block.</summary>
static class LineMerge
{
    /// <summary>For each line of the replacement, the index of the search line that it repeats, or -1: a longest common subsequence.</summary>
    public static int[] Kept(IReadOnlyList<string> search, IReadOnlyList<string> replace)
    {
        var kept = new int[replace.Count];
        Array.Fill(kept, -1);
        var first = 0;
        while (first < search.Count && first < replace.Count && search[first] == replace[first])
            kept[first] = first++;
        var (searchEnd, replaceEnd) = (search.Count, replace.Count);
        while (searchEnd > first && replaceEnd > first && search[searchEnd - 1] == replace[replaceEnd - 1])
            kept[--replaceEnd] = --searchEnd;
        // Blocks as long as this are refused by the limits; the middle of one need not be aligned.
        if ((long)(searchEnd - first) * (replaceEnd - first) <= 4_000_000)
            Align(search, replace, first, searchEnd, replaceEnd, kept);
        return kept;
    }

    static void Align(IReadOnlyList<string> search, IReadOnlyList<string> replace, int first, int searchEnd, int replaceEnd, int[] kept)
    {
        var length = new int[searchEnd - first + 1, replaceEnd - first + 1];
        for (var i = searchEnd - first - 1; i >= 0; i--)
        {
            for (var j = replaceEnd - first - 1; j >= 0; j--)
            {
                length[i, j] = search[first + i] == replace[first + j]
                    ? length[i + 1, j + 1] + 1
                    : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }
        for (int i = first, j = first; i < searchEnd && j < replaceEnd;)
        {
            if (search[i] == replace[j])
                kept[j++] = i++;
            else if (length[i + 1 - first, j - first] >= length[i - first, j + 1 - first])
                i++;
            else
                j++;
        }
    }
}
