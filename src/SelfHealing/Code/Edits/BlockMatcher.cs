namespace SelfHealing.Code.Edits;

/// <summary>Finds the lines of a SEARCH block in a file. The first way that finds a place decides; finding two is the caller's to refuse.</summary>
static class BlockMatcher
{
    /// <summary>The places of a block that has at least one line that is not blank.</summary>
    public static IReadOnlyList<BlockMatch> Find(IReadOnlyList<string> search, IReadOnlyList<string> file)
    {
        ReadOnlySpan<Func<List<BlockMatch>>> ways =
        [
            () => Places(search, file, (block, line) => block == line),
            () => Places(search, file, (block, line) => block.AsSpan().TrimEnd().SequenceEqual(line.AsSpan().TrimEnd())),
            () => Reindented(search, file, Places(search, file, (block, line) => block.AsSpan().Trim().SequenceEqual(line.AsSpan().Trim()))),
            () => FirstLineReindented(search, file),
            () => Reindented(search, file, Places(search, file, EqualWithoutSpaces)),
        ];
        foreach (var way in ways)
        {
            if (way() is { Count: > 0 } found)
                return found;
        }
        return [];
    }

    static List<BlockMatch> Places(IReadOnlyList<string> search, IReadOnlyList<string> file, Func<string, string, bool> equal)
    {
        var found = new List<BlockMatch>();
        for (var start = 0; start + search.Count <= file.Count; start++)
        {
            var matched = 0;
            while (matched < search.Count && equal(search[matched], file[start + matched]))
                matched++;
            if (matched == search.Count)
                found.Add(new BlockMatch(start, search.Count));
        }
        return found;
    }

    /// <summary>Those places at which one rule maps the block's indentation to the file's.</summary>
    static List<BlockMatch> Reindented(IReadOnlyList<string> search, IReadOnlyList<string> file, List<BlockMatch> places)
    {
        var found = new List<BlockMatch>();
        foreach (var place in places)
        {
            var lines = Enumerable.Range(0, search.Count).Select(index => place.LineOf(index) is >= 0 and var line ? file[line] : "").ToList();
            if (Indenting.Between(search, lines) is { } indenting)
                found.Add(place with { Indenting = indenting });
        }
        return found;
    }

    /// <summary>Authors lose the indentation of a block's first line, most of all after a fence.</summary>
    static List<BlockMatch> FirstLineReindented(IReadOnlyList<string> search, IReadOnlyList<string> file)
    {
        var found = new List<BlockMatch>();
        foreach (var place in Places(search, file, (block, line) => block.AsSpan().Trim().SequenceEqual(line.AsSpan().Trim())))
        {
            var lines = file.Skip(place.Start).Take(place.Count).ToList();
            if (Indenting.Between([search[0]], [lines[0]]) is { } first && Indenting.Between([.. search.Skip(1)], [.. lines.Skip(1)]) is { } rest)
                found.Add(place with { FirstIndenting = first, Indenting = rest });
        }
        return found;
    }

    static bool EqualWithoutSpaces(string block, string line)
    {
        var (left, right) = (0, 0);
        while (true)
        {
            while (left < block.Length && char.IsWhiteSpace(block[left]))
                left++;
            while (right < line.Length && char.IsWhiteSpace(line[right]))
                right++;
            if (left == block.Length || right == line.Length)
                return left == block.Length && right == line.Length;
            if (block[left++] != line[right++])
                return false;
        }
    }

    /// <summary>Places that hold the same lines when blank ones are not counted.</summary>
    public static IReadOnlyList<BlockMatch> FindWithOtherBlankLines(IReadOnlyList<string> search, IReadOnlyList<string> file)
    {
        var wanted = Enumerable.Range(0, search.Count).Where(index => !TextLines.IsBlank(search[index])).ToList();
        var present = Enumerable.Range(0, file.Count).Where(index => !TextLines.IsBlank(file[index])).ToList();
        var places = Places([.. wanted.Select(index => search[index])], [.. present.Select(index => file[index])], (block, line) => block.AsSpan().Trim().SequenceEqual(line.AsSpan().Trim()));
        var found = new List<BlockMatch>();
        foreach (var place in places)
        {
            var lines = Enumerable.Repeat(-1, search.Count).ToArray();
            foreach (var (order, index) in wanted.Index())
                lines[index] = present[place.Start + order];
            var first = present[place.Start];
            found.Add(new BlockMatch(first, present[place.Start + place.Count - 1] - first + 1) { Lines = lines });
        }
        return Reindented(search, file, found);
    }
}
