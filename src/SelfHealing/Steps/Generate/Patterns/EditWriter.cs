using SelfHealing.Code;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Turns changes of a file's text into search/replace blocks of whole lines that occur once.</summary>
static class EditWriter
{
    /// <summary>The blocks, in file order; null when changes overlap or would break the syntax.</summary>
    public static IReadOnlyList<Edit>? Write(IReadOnlyList<Change> changes)
    {
        var edits = new List<Edit>();
        foreach (var file in changes.Distinct().Where(IsChange).GroupBy(change => change.Module).OrderBy(group => group.Key.Path, StringComparer.Ordinal))
        {
            var ordered = file.OrderBy(change => change.Start).ThenBy(change => change.End).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                if (ordered[i].Start < ordered[i - 1].End || ordered[i].Start == ordered[i - 1].Start && ordered[i].Text != ordered[i - 1].Text && ordered[i].End == ordered[i - 1].End)
                    return null;
            }
            if (!IsValid(Apply(file.Key.Text, ordered, 0, file.Key.Text.Length)))
                return null;
            edits.AddRange(Blocks(file.Key, ordered));
        }
        return edits;
    }

    static bool IsChange(Change change) => !change.Module.Text.AsSpan(change.Start, change.End - change.Start).SequenceEqual(change.Text);

    static IEnumerable<Edit> Blocks(PythonModule module, List<Change> changes)
    {
        var text = module.Text;
        var blocks = new List<(int Start, int End)>();
        foreach (var change in changes)
        {
            var (start, end) = Unique(text, LineStart(text, change.Start), LineEnd(text, Math.Max(change.End - 1, change.Start)));
            while (blocks.Count > 0 && blocks[^1].End > start)
            {
                start = Math.Min(start, blocks[^1].Start);
                end = Math.Max(end, blocks[^1].End);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add((start, end));
        }
        foreach (var (start, end) in blocks)
        {
            var inside = changes.Where(change => change.Start >= start && change.Start < Math.Max(end, start + 1) || change.Start == end && end == text.Length && change.Start >= start).ToList();
            yield return new Edit(module.Path, text[start..end], Apply(text, inside, start, end));
        }
    }

    /// <summary>Widens a range of whole lines, one line below and above in turn, until its text occurs once.</summary>
    static (int Start, int End) Unique(string text, int start, int end)
    {
        var below = true;
        while (Occurs(text, text[start..end]) && (start > 0 || end < text.Length))
        {
            if (below && end < text.Length || start == 0)
                end = LineEnd(text, end);
            else
                start = LineStart(text, start - 1);
            below = !below;
        }
        return (start, end);
    }

    static bool Occurs(string text, string search) =>
        string.IsNullOrWhiteSpace(search) || text.IndexOf(search, text.IndexOf(search, StringComparison.Ordinal) + 1, StringComparison.Ordinal) >= 0;

    static string Apply(string text, IEnumerable<Change> changes, int start, int end)
    {
        var result = new System.Text.StringBuilder();
        var at = start;
        foreach (var change in changes)
        {
            result.Append(text, at, change.Start - at).Append(change.Text);
            at = change.End;
        }
        return result.Append(text, at, end - at).ToString();
    }

    static bool IsValid(string changed)
    {
        using var tree = SyntaxTree.Parse(Language.Python, changed);
        return !tree.Root.HasError;
    }

    static int LineStart(string text, int at) => at <= 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    static int LineEnd(string text, int at) => at < text.Length && text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
}
