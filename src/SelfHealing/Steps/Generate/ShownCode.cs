using SelfHealing.Code;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate;

/// <summary>The files of a repository as a model is shown them, and its edits as the files have them.</summary>
public static class ShownCode
{
    const char ByteOrderMark = '\uFEFF';

    static readonly HashSet<string> ProseEndings = new(StringComparer.OrdinalIgnoreCase) { "", ".md", ".mdx", ".mdc", ".markdown", ".rst", ".txt", ".adoc" };

    /// <summary>Hidden characters of code are shown as marks; prose loses them, and its hidden comments. Lines keep their numbers.</summary>
    public static SourceTree Of(SourceTree tree)
    {
        Dictionary<string, string>? changed = null;
        foreach (var (path, text) in tree.Files)
        {
            var shown = Of(path, text);
            if (!ReferenceEquals(shown, text))
                (changed ??= new Dictionary<string, string>(tree.Files, StringComparer.Ordinal))[path] = shown;
        }
        return changed is null ? tree : tree with { Files = changed };
    }

    /// <summary>Edits that were made from what was shown. Where SEARCH holds a mark that the file does not, the character is put back on both sides.</summary>
    public static IReadOnlyList<Edit> Restored(IReadOnlyList<Edit> edits, SourceTree tree) => [.. edits.Select(edit => Restored(edit, tree))];

    static Edit Restored(Edit edit, SourceTree tree)
    {
        if (!tree.Files.TryGetValue(edit.Path, out var text) || HiddenText.Marked(text).Count > 0)
            return edit;
        var known = HiddenText.Marked(edit.Search).Where(rune => text.Contains(rune.ToString(), StringComparison.Ordinal)).ToHashSet();
        return known.Count == 0
            ? edit
            : edit with { Search = HiddenText.Restored(edit.Search, known), Replace = HiddenText.Restored(edit.Replace, known) };
    }

    static string Of(string path, string text)
    {
        if (IsProse(path))
            return HiddenText.Removed(HiddenComments.Removed(text));
        if (!HiddenText.MayHold(text))
            return text;
        // The byte-order mark is no part of the first line.
        return text.StartsWith(ByteOrderMark) ? HiddenText.Shown(text[1..]) : HiddenText.Shown(text);
    }

    // A name like .cursorrules is all extension.
    static bool IsProse(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return Languages.OfFile(path) is null && ProseEndings.Contains(dot <= 0 ? "" : name[dot..]);
    }
}
