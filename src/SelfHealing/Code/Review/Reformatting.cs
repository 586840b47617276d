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
            var count = Math.Max(block.DeleteCountA, block.InsertCountB);
            all += count;
            var old = diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA).ToList();
            var changed = diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB).ToList();
            if (IsLayout(old, changed))
                layout += count;
        }
        if (layout >= ManyLines && layout * 2 > all)
            yield return ReviewFinding.Refusal($"{file.Path}: {layout} of {all} changed lines only change layout. Change nothing but what mends the crash, and keep the file's style.");
    }

    static bool IsLayout(List<string> old, List<string> changed)
    {
        if (old.Count == 0 || changed.Count == 0)
            return false;
        // Code that is put into a block moves to the right; that is no reformatting, tabs for spaces is.
        var isMoved = old.Count == changed.Count && old.Zip(changed).All(lines => lines.First.Trim() == lines.Second.Trim());
        if (isMoved)
            return old.Zip(changed).All(lines => lines.First.StartsWith('\t') != lines.Second.StartsWith('\t') || lines.First.TrimEnd() == lines.Second.TrimEnd());
        return WithoutLayout(old) == WithoutLayout(changed);
    }

    static string WithoutLayout(List<string> lines) =>
        string.Concat(string.Concat(lines).Where(character => !char.IsWhiteSpace(character) && character is not (',' or ';' or '(' or ')'))
            .Select(character => character is '\'' or '`' ? '"' : character));
}
