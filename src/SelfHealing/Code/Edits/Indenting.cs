namespace SelfHealing.Code.Edits;

/// <summary>How the indentation of a block, as its author wrote it, maps to that of the file: each level becomes
/// <paramref name="FileUnit"/>, and the whole is moved by <paramref name="Shift"/> levels.</summary>
sealed record Indenting(string BlockUnit, string FileUnit, int Shift)
{
    /// <summary>The units that are tried, the same on both sides before a change between them.</summary>
    static readonly string[] Units = ["\t", " ", "  ", "    ", "        "];

    /// <summary>Finds how the lines of a block map to lines of a file that hold the same code; null when they do not by one rule.</summary>
    public static Indenting? Between(IReadOnlyList<string> block, IReadOnlyList<string> file)
    {
        if (Prefix(block, file) is { } added)
            return added;
        foreach (var blockUnit in Units.Reverse())
        {
            foreach (var fileUnit in Units)
            {
                if (blockUnit != fileUnit && Shifted(block, file, blockUnit, fileUnit) is { } found)
                    return found;
            }
        }
        return null;
    }

    /// <summary>The line as it is to stand in the file.</summary>
    public string Apply(string line)
    {
        if (TextLines.IsBlank(line))
            return line;
        var indentation = TextLines.Indentation(line);
        var level = Level(indentation, BlockUnit, out var rest) + Shift;
        return string.Concat(Enumerable.Repeat(FileUnit, Math.Max(0, level))) + rest + line[indentation.Length..];
    }

    static Indenting? Prefix(IReadOnlyList<string> block, IReadOnlyList<string> file)
    {
        foreach (var unit in (ReadOnlySpan<string>)["\t", " "])
        {
            if (Shifted(block, file, unit, unit) is { } found)
                return found;
        }
        return null;
    }

    static Indenting? Shifted(IReadOnlyList<string> block, IReadOnlyList<string> file, string blockUnit, string fileUnit)
    {
        int? shift = null;
        for (var index = 0; index < block.Count; index++)
        {
            if (TextLines.IsBlank(block[index]))
                continue;
            var from = Level(TextLines.Indentation(block[index]), blockUnit, out var blockRest);
            var to = Level(TextLines.Indentation(file[index]), fileUnit, out var fileRest);
            if (blockRest != fileRest || shift is { } known && known != to - from)
                return null;
            shift = to - from;
        }
        return shift is { } levels ? new Indenting(blockUnit, fileUnit, levels) : null;
    }

    static int Level(string indentation, string unit, out string rest)
    {
        var level = 0;
        while (indentation.AsSpan(level * unit.Length).StartsWith(unit, StringComparison.Ordinal))
            level++;
        rest = indentation[(level * unit.Length)..];
        return level;
    }
}
