using DiffPlex;
using DiffPlex.Chunkers;

namespace SelfHealing.Code.Review;

/// <summary>Changes that are mostly layout: white space, the kind of quotes, trailing commas, the breaking of lines.</summary>
static class Reformatting
{
    const int ManyLines = 10;

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.IsNew)
            yield break;
        var diff = Differ.Instance.CreateDiffs(file.BeforeText, file.AfterText, ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        var (all, layout) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            var old = diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA).ToList();
            var changed = diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB).ToList();
            all += Math.Max(old.Count, changed.Count);
            layout += LayoutLines(old, changed);
        }
        if (layout >= ManyLines && layout * 2 > all)
            yield return ReviewFinding.Refusal($"{file.Path}: {layout} of {all} changed lines only change layout. Change nothing but what mends the crash, and keep the file's style.");
    }

    static int LayoutLines(List<string> old, List<string> changed)
    {
        if (old.Count != changed.Count && old.Count > 0 && WithoutLayout(string.Concat(old)) == WithoutLayout(string.Concat(changed)))
            return Math.Max(old.Count, changed.Count);
        // Code that is put into a block moves to the right; that is no reformatting, tabs for spaces is.
        var lines = old.Select(line => (Line: line, Key: WithoutLayout(line))).Where(line => line.Key.Length > 0).ToLookup(line => line.Key, line => line.Line, StringComparer.Ordinal);
        return changed.Count(line => lines[WithoutLayout(line)].FirstOrDefault() is { } before && (before.Trim() != line.Trim() || before.StartsWith('\t') != line.StartsWith('\t') || before.TrimEnd() == line.TrimEnd()));
    }

    static string WithoutLayout(string code) =>
        string.Concat(code.Where(character => !char.IsWhiteSpace(character) && character is not (',' or ';' or '(' or ')'))
            .Select(character => character is '\'' or '`' ? '"' : character));
}
