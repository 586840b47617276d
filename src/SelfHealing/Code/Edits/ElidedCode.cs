using System.Collections.Frozen;

namespace SelfHealing.Code.Edits;

/// <summary>Lines that stand for code that was left out, such as <c>...</c> or <c># rest of the function unchanged</c>.</summary>
static class ElidedCode
{
    static readonly string[] CommentMarks = ["#", "//", "/*", "{/*", "<!--", "--", "*", "%", ";"];

    /// <summary>Words that name what was left out, or say that it was.</summary>
    static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "rest", "remaining", "remainder", "existing", "unchanged", "omitted", "brevity", "same", "previous", "original", "everything", "other", "snip", "snipped");

    /// <summary>What else such a comment is made of. One with any other word is taken for a real comment.</summary>
    static readonly FrozenSet<string> Fillers = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "the", "of", "code", "function", "functions", "method", "methods", "class", "classes", "file", "module", "implementation", "logic", "body",
        "imports", "lines", "remains", "remain", "is", "are", "stays", "stay", "as", "before", "above", "for", "here", "no", "changes", "your",
        "keep", "else", "goes", "and", "continues", "in", "this", "it", "all", "with", "be", "should", "block", "definitions");

    static readonly FrozenSet<string> EnoughAlone = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "unchanged", "omitted", "snip", "snipped");

    /// <summary>The first such line of a block, trimmed; null when it has none.</summary>
    /// <param name="lines">The block.</param>
    /// <param name="known">Trimmed lines that are real code all the same.</param>
    public static string? Find(IEnumerable<string> lines, IReadOnlySet<string> known) =>
        lines.Select(line => line.Trim()).FirstOrDefault(line => IsElision(line) && !known.Contains(line));

    static bool IsElision(string line)
    {
        if (line.Trim('.', '…', '[', ']', '<', '>', '(', ')', '{', '}', ' ').Length == 0 && IsDotted(line))
            return true;
        var mark = CommentMarks.FirstOrDefault(mark => line.StartsWith(mark, StringComparison.Ordinal));
        // Without a comment mark only the words themselves tell: "... rest of the code ..." but not "...args".
        if (mark is null)
            return IsDotted(line) && SaysLeftOut(line);
        var body = line.AsSpan(mark.Length).Trim(" #/*-!>}\t").ToString();
        return IsDotted(body) || SaysLeftOut(body);
    }

    static bool IsDotted(string text) => text.TrimStart('(', '[', '<', '{') is var start
        && (start.StartsWith("...", StringComparison.Ordinal) || start.StartsWith('…'));

    static bool SaysLeftOut(string text)
    {
        var words = text.Split([' ', '\t', '.', '…', ',', '(', ')', '[', ']', '<', '>', '{', '}', '-', ':', ';'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 12)
            return false;
        if (words.Length == 1)
            return EnoughAlone.Contains(words[0]);
        if (!words.Any(Keys.Contains))
            return false;
        var trailsOff = text.EndsWith("...", StringComparison.Ordinal) || text.EndsWith('…');
        return words.All(word => Keys.Contains(word) || Fillers.Contains(word)) || trailsOff && words.Take(2).Any(Keys.Contains);
    }
}
