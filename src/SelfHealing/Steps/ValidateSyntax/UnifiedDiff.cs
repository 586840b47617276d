using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace SelfHealing.Steps.ValidateSyntax;

/// <summary>The change of one file, as <c>diff -u</c> prints it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">The diff; empty when nothing changed.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
public sealed record UnifiedDiff(string Path, string Text, int Added, int Removed)
{
    const int Context = 3;

    /// <summary>Compares line by line; a change of line ends or of the final line end is a change.</summary>
    public static UnifiedDiff Of(string path, string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineEndingsPreservingChunker.Instance);
        var text = new StringBuilder();
        foreach (var hunk in Hunks(diff.DiffBlocks))
            Write(text, diff, hunk);
        if (text.Length > 0)
            text.Insert(0, $"--- {(before.Length == 0 ? "/dev/null" : "a/" + path)}\n+++ b/{path}\n");
        return new UnifiedDiff(path, text.ToString(), diff.DiffBlocks.Sum(block => block.InsertCountB), diff.DiffBlocks.Sum(block => block.DeleteCountA));
    }

    // Changes whose context would touch are one hunk.
    static List<List<DiffBlock>> Hunks(IEnumerable<DiffBlock> blocks)
    {
        var hunks = new List<List<DiffBlock>>();
        foreach (var block in blocks)
        {
            if (hunks is [.., [.., var last]] && block.DeleteStartA - (last.DeleteStartA + last.DeleteCountA) <= 2 * Context)
                hunks[^1].Add(block);
            else
                hunks.Add([block]);
        }
        return hunks;
    }

    static void Write(StringBuilder text, DiffResult diff, List<DiffBlock> hunk)
    {
        var (first, last) = (hunk[0], hunk[^1]);
        var startA = Math.Max(0, first.DeleteStartA - Context);
        var startB = Math.Max(0, first.InsertStartB - Context);
        var endA = Math.Min(diff.PiecesOld.Count, last.DeleteStartA + last.DeleteCountA + Context);
        var endB = Math.Min(diff.PiecesNew.Count, last.InsertStartB + last.InsertCountB + Context);
        text.Append($"@@ -{Range(startA, endA)} +{Range(startB, endB)} @@\n");
        var at = startA;
        foreach (var block in hunk)
        {
            for (; at < block.DeleteStartA; at++)
                Line(text, ' ', diff.PiecesOld[at]);
            for (; at < block.DeleteStartA + block.DeleteCountA; at++)
                Line(text, '-', diff.PiecesOld[at]);
            for (var added = block.InsertStartB; added < block.InsertStartB + block.InsertCountB; added++)
                Line(text, '+', diff.PiecesNew[added]);
        }
        for (; at < endA; at++)
            Line(text, ' ', diff.PiecesOld[at]);
    }

    static string Range(int start, int end) => end - start == 1 ? $"{start + 1}" : $"{(end == start ? start : start + 1)},{end - start}";

    static void Line(StringBuilder text, char mark, string line)
    {
        text.Append(mark).Append(line);
        if (!line.EndsWith('\n'))
            text.Append("\n\\ No newline at end of file\n");
    }
}
