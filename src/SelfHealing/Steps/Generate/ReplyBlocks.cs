using SelfHealing.Code;

namespace SelfHealing.Steps.Generate;

/// <summary>The search/replace blocks of a reply.</summary>
static class ReplyBlocks
{
    /// <summary>The blocks as edits, and the lines outside of them.</summary>
    public static (IReadOnlyList<Edit> Edits, IReadOnlyList<string> Prose) Read(string[] lines, List<string> problems)
    {
        var edits = new List<Edit>();
        var prose = new List<string>();
        string? path = null;
        var blocks = 0;
        for (var at = 0; at < lines.Length; at++)
        {
            if (Marker.Opening(lines[at]) is not { } opening)
            {
                prose.Add(lines[at]);
                continue;
            }
            blocks++;
            path = ReplyPath.Of(opening.Rest) ?? ReplyPath.Above(prose) ?? path;
            var end = End(lines, at + 1, opening.Length) ?? End(lines, at + 1, length: null);
            if (end is null || Marker.Opening(lines[end.Value]) is not null)
            {
                problems.Add(end is null
                    ? $"The reply ends inside block {blocks}: '>>>>>>> REPLACE' is missing. Write shorter blocks or fewer."
                    : $"Block {blocks} has no '>>>>>>> REPLACE' before the next block begins.");
                at = (end ?? lines.Length) - 1;
                continue;
            }
            Add(edits, problems, blocks, path, lines[(at + 1)..end.Value], opening);
            at = end.Value;
            // What stood above this block is not taken for the path of the next.
            prose.Add("");
            prose.Add("");
            prose.Add("");
        }
        return (edits, prose);
    }

    /// <summary>The line that closes a block or opens the next, looking at markers of one length or of any; null when neither comes.</summary>
    static int? End(string[] lines, int start, int? length)
    {
        var index = Array.FindIndex(lines, start, line => Marker.Opening(line) is { } opening && opening.Length == (length ?? opening.Length)
            || Marker.Closing(line) is { } closing && closing.Length == (length ?? closing.Length));
        return index < 0 ? null : index;
    }

    static void Add(List<Edit> edits, List<string> problems, int number, string? path, string[] body, Marker opening)
    {
        if (path is null)
        {
            problems.Add($"Block {number} has no path. Write the file's path on the line above '<<<<<<< SEARCH'.");
            return;
        }
        var dividers = Dividers(body, opening);
        if (dividers.Count % 2 == 0)
        {
            problems.Add(dividers.Count == 0
                ? $"Block {number} has no '=======' line between SEARCH and REPLACE."
                : $"Block {number} has {dividers.Count} '=======' lines, so where REPLACE begins is not clear. Use nine characters in the block's marker lines.");
            return;
        }
        // Where the code has such lines too, it has them on both sides.
        var divider = dividers[dividers.Count / 2];
        edits.Add(new Edit(path, Side(body[..divider], path), Side(body[(divider + 1)..], path)));
    }

    /// <summary>The lines that divide a block: of the same length as its opening, else of any.</summary>
    static List<int> Dividers(string[] body, Marker opening)
    {
        var all = Enumerable.Range(0, body.Length).Where(index => Marker.DividerLength(body[index], opening.Indentation) > 0).ToList();
        var same = all.Where(index => Marker.DividerLength(body[index], opening.Indentation) == opening.Length).ToList();
        return same.Count > 0 ? same : all;
    }

    /// <summary>One side's text, without a code fence directly around it.</summary>
    static string Side(string[] lines, string path)
    {
        var first = Array.FindIndex(lines, line => !string.IsNullOrWhiteSpace(line));
        var last = Array.FindLastIndex(lines, line => !string.IsNullOrWhiteSpace(line));
        var isMarkdown = path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase);
        var isFenced = first >= 0 && last > first && !isMarkdown && ReplyPath.IsFence(lines[first]) && lines[last].Trim() is "```" or "~~~" or "````";
        var inner = isFenced ? lines[(first + 1)..last] : lines;
        return string.Concat(inner.Select(line => line + "\n"));
    }
}
