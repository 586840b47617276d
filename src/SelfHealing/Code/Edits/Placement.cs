namespace SelfHealing.Code.Edits;

/// <summary>Applies one block to one file, or says why not.</summary>
static class Placement
{
    // Shorter pieces of a line are too easily found where they were not meant.
    const int MinPieceLength = 8;

    /// <summary>Null when the block was applied.</summary>
    public static EditRefusal? Apply(int number, Block block, SourceFile file)
    {
        var refuse = (string reason, string? nearest) => new EditRefusal(number, file.Path, reason, nearest);
        if (block.Search.SequenceEqual(block.Replace))
            return refuse("SEARCH and REPLACE are the same, so the block changes nothing. Leave it out or write the change.", null);
        var lines = file.Lines;
        var matches = BlockMatcher.Find(block.Search, lines);
        if (matches.Count == 0)
        {
            block = block.WithoutBlankEdges();
            matches = BlockMatcher.Find(block.Search, lines);
        }
        if (matches.Count == 0)
            matches = BlockMatcher.FindWithOtherBlankLines(block.Search, lines);
        if (matches.Count > 1)
        {
            var places = string.Join(", ", matches.Take(5).Select(match => match.Start + 1));
            return refuse($"The SEARCH text stands {matches.Count} times in the file, at lines {places}{(matches.Count > 5 ? ", …" : "")}. Add lines around it so that it stands once.", null);
        }
        if (matches.Count == 0)
            return ApplyNear(block, file, lines, refuse);
        if (Elided(block, lines, matches[0]) is { } elided)
            return refuse(ElidedReason("REPLACE", elided), null);
        file.Replace(AsWritten(matches[0], block, lines), block);
        return null;
    }

    /// <summary>Takes the replacement's indentation as it is where its author lost only that of the SEARCH side.</summary>
    static BlockMatch AsWritten(BlockMatch match, Block block, IReadOnlyList<string> lines)
    {
        var search = block.Search.FirstOrDefault(line => !TextLines.IsBlank(line));
        var replace = block.Replace.FirstOrDefault(line => !TextLines.IsBlank(line));
        if (match.Indenting is null || search is null || replace is null)
            return match;
        var indentation = TextLines.Indentation(replace);
        var isFiles = indentation == TextLines.Indentation(lines[match.Start]) && indentation != TextLines.Indentation(search);
        return isFiles ? match with { Indenting = null, FirstIndenting = null } : match;
    }

    static EditRefusal? ApplyNear(Block block, SourceFile file, IReadOnlyList<string> lines, Func<string, string?, EditRefusal> refuse)
    {
        var (best, second) = NearMatch.Find(block.Search, lines);
        var nearest = best is null ? null : Region.Of(file.Path, lines, best);
        if (ElidedCode.Find(block.Search, new HashSet<string>()) is { } left)
            return refuse(ElidedReason("SEARCH", left), nearest);
        if (Piece(block) is { } piece && PieceLines(piece.Search, lines) is { Count: > 0 } found)
        {
            if (found.Count > 1 || Occurrences(lines[found[0]], piece.Search) > 1)
                return refuse($"The SEARCH text stands more than once in the file, first at line {found[0] + 1}. Write whole lines that stand once.", nearest);
            file.ReplaceInLine(found[0], piece.Search, piece.Replace);
            return null;
        }
        var indenting = best is null ? null : NearIndenting(block.Search, [.. lines.Skip(best.Match.Start).Take(best.Match.Count)]);
        if (best is null || indenting is null || !best.IsClear(second, block.Search))
            return refuse("The SEARCH text does not stand in the file. Copy the lines exactly as the file has them.", nearest);
        if (Elided(block, lines, best.Match) is { } elided)
            return refuse(ElidedReason("REPLACE", elided), null);
        file.Replace(best.Match with { Indenting = indenting }, block);
        return null;
    }

    /// <summary>The indenting by the lines that the block has right.</summary>
    static Indenting? NearIndenting(IReadOnlyList<string> search, List<string> matched)
    {
        var same = Enumerable.Range(0, matched.Count).Where(index => search[index].AsSpan().Trim().SequenceEqual(matched[index].AsSpan().Trim())).ToList();
        return Indenting.Between([.. same.Select(index => search[index])], [.. same.Select(index => matched[index])]);
    }

    /// <summary>A block of one line on each side, which may be a piece of a line in the file.</summary>
    static (string Search, string Replace)? Piece(Block block) =>
        block.Search.Count == 1 && block.Replace.Count == 1 && block.Search[0].Trim() is { Length: >= MinPieceLength } search
            ? (search, block.Replace[0].Trim())
            : null;

    static List<int> PieceLines(string piece, IReadOnlyList<string> lines) =>
        [.. Enumerable.Range(0, lines.Count).Where(index => Occurrences(lines[index], piece) > 0)];

    /// <summary>How often a piece stands in a line, not counting where it is only a part of longer words.</summary>
    static int Occurrences(string line, string piece)
    {
        var count = 0;
        for (var at = line.IndexOf(piece, StringComparison.Ordinal); at >= 0; at = line.IndexOf(piece, at + 1, StringComparison.Ordinal))
        {
            var startsWord = at == 0 || !(IsWord(line[at - 1]) && IsWord(piece[0]));
            var end = at + piece.Length;
            var endsWord = end == line.Length || !(IsWord(line[end]) && IsWord(piece[^1]));
            // A part of a word is counted twice, so that it is refused rather than replaced.
            count += startsWord && endsWord ? 1 : 2;
        }
        return count;
    }

    static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    static string? Elided(Block block, IReadOnlyList<string> lines, BlockMatch match) =>
        ElidedCode.Find(block.Replace, lines.Skip(match.Start).Take(match.Count).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal));

    public static string ElidedReason(string side, string line) =>
        $"{side} leaves code out at '{(line.Length <= 80 ? line : line[..80] + "…")}'. Write all lines in full, or use a smaller block.";
}
