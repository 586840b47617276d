namespace SelfHealing.Code.Edits;

/// <summary>A file while blocks are applied to it.</summary>
sealed class SourceFile
{
    readonly bool hasByteOrderMark;
    readonly string usualEnd;
    readonly List<TextLine> lines;

    public SourceFile(string path, string text)
    {
        Path = path;
        hasByteOrderMark = text.StartsWith(TextLines.ByteOrderMark);
        lines = TextLines.Split(hasByteOrderMark ? text[1..] : text);
        usualEnd = TextLines.UsualEnd(lines);
    }

    public string Path { get; }

    /// <summary>Added plus removed lines so far.</summary>
    public int ChangedLines { get; private set; }

    /// <summary>The lines without their ends.</summary>
    public IReadOnlyList<string> Lines => [.. lines.Select(line => line.Text)];

    public bool IsBlank => lines.TrueForAll(line => TextLines.IsBlank(line.Text));

    public string Text => (hasByteOrderMark ? TextLines.ByteOrderMark.ToString() : "") + TextLines.Join(lines);

    /// <summary>Puts the REPLACE side in the place of the match. Lines that both sides share stay exactly as the file has them.</summary>
    public void Replace(BlockMatch match, Block block)
    {
        var kept = LineMerge.Kept(block.Search, block.Replace);
        var end = match.Count > 0 && lines[match.Start].End.Length > 0 ? lines[match.Start].End : usualEnd;
        var inserted = new List<TextLine>();
        for (var index = 0; index < block.Replace.Count; index++)
        {
            if (kept[index] < 0)
                inserted.Add(new TextLine(match.Indented(index, block.Replace[index]), end));
            else if (match.LineOf(kept[index]) is >= 0 and var line)
                inserted.AddRange(LineAndBlanks(match, kept[index], line));
        }
        var keptCount = kept.Count(index => index >= 0);
        ChangedLines += Math.Max(0, match.Count - keptCount) + block.Replace.Count - keptCount;
        Splice(match.Start, match.Count, inserted, end);
    }

    /// <summary>A line of the file, and the blank lines after it that the SEARCH side does not have.</summary>
    IEnumerable<TextLine> LineAndBlanks(BlockMatch match, int searchLine, int line)
    {
        yield return lines[line];
        if (match.Lines is not { } map || searchLine + 1 >= map.Count || map[searchLine + 1] < 0)
            yield break;
        for (var blank = line + 1; blank < map[searchLine + 1]; blank++)
            yield return lines[blank];
    }

    /// <summary>Puts a text in the place of a part of one line.</summary>
    public void ReplaceInLine(int index, string part, string replacement)
    {
        var line = lines[index];
        ChangedLines += 2;
        var changed = line.Text.Replace(part, replacement, StringComparison.Ordinal);
        Splice(index, 1, [.. TextLines.Split(changed).Select(piece => new TextLine(piece.Text, line.End.Length > 0 ? line.End : usualEnd))], usualEnd);
    }

    /// <summary>Puts a whole new content in the place of a file of blank lines.</summary>
    public void Fill(IReadOnlyList<string> content)
    {
        ChangedLines += content.Count;
        lines.Clear();
        lines.AddRange(content.Select(line => new TextLine(line, usualEnd)));
    }

    void Splice(int start, int count, List<TextLine> inserted, string end)
    {
        // A file that ended without a line end still does.
        var endsOpen = start + count == lines.Count && lines[^1].End.Length == 0;
        lines.RemoveRange(start, count);
        lines.InsertRange(start, inserted);
        for (var index = start; index < start + inserted.Count; index++)
        {
            var isOpenEnd = endsOpen && index == lines.Count - 1;
            if (isOpenEnd)
                lines[index] = lines[index] with { End = "" };
            else if (lines[index].End.Length == 0)
                lines[index] = lines[index] with { End = end };
        }
    }
}
