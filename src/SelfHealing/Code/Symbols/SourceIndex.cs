using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Symbols;

/// <summary>Finds declarations and words in a repository. Only files that hold a word are parsed, each once.</summary>
sealed class SourceIndex
{
    const int MostFilesPerName = 40;
    const int LargestFile = 1_000_000;
    const int MostDeclarations = 8;

    readonly SourceTree tree;
    readonly string home;
    readonly List<string> paths;
    readonly Dictionary<string, Outline?> outlines = new(StringComparer.Ordinal);
    readonly Dictionary<string, IReadOnlyList<Reference>> references = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Declaration>> declared = new(StringComparer.Ordinal);
    readonly Dictionary<string, IReadOnlyList<Outline>> words = new(StringComparer.Ordinal);

    /// <param name="tree">The repository.</param>
    /// <param name="home">The file from which it is looked at: what it imports, and what is near it, comes first.</param>
    public SourceIndex(SourceTree tree, string home)
    {
        this.tree = tree;
        this.home = home;
        var family = FamilyOf(home);
        var imports = At(home) is { } outline ? string.Join('\n', outline.Imports.Select(range => Slice(outline, range))) : "";
        paths = [.. tree.Files
            .Where(file => FamilyOf(file.Key) == family && family is not null && file.Value.Length <= LargestFile && !IsVendored(file.Key))
            .Select(file => file.Key)
            .OrderByDescending(path => path == home)
            .ThenByDescending(path => HasWord(imports, StemOf(path)))
            .ThenByDescending(path => CommonFolders(path, home))
            .ThenBy(path => path, StringComparer.Ordinal)];
        Imported = paths.Where(path => path != home && HasWord(imports, StemOf(path))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The files of the language, the nearest first.</summary>
    public IReadOnlyList<string> Paths => paths;

    /// <summary>The files that the home file's import statements name.</summary>
    public IReadOnlySet<string> Imported { get; }

    /// <summary>A file's outline; null when its language is not parsed.</summary>
    public Outline? At(string path)
    {
        if (!outlines.TryGetValue(path, out var outline))
        {
            outline = Languages.OfFile(path) is { } language && tree.Files.TryGetValue(path, out var text) ? OutlineReader.Read(path, language, text) : null;
            outlines[path] = outline;
        }
        return outline;
    }

    /// <summary>A file's text.</summary>
    public string TextOf(string path) => tree.Files[path];

    /// <summary>The names that a file uses.</summary>
    public IReadOnlyList<Reference> ReferencesIn(Outline outline)
    {
        if (!references.TryGetValue(outline.Path, out var found))
            references[outline.Path] = found = Reference.In(outline.Language, outline.Text);
        return found;
    }

    /// <summary>The declarations of a name, nearest first. A name that is declared all over says nothing: then only the home file's and its imports' count.</summary>
    public IReadOnlyList<Declaration> Declarations(string name)
    {
        if (!declared.TryGetValue(name, out var all))
        {
            declared[name] = all = name.Length < 2 ? [] : [.. paths.Where(path => MayDeclare(tree.Files[path], name)).Take(MostFilesPerName)
                .Select(At).OfType<Outline>().SelectMany(outline => outline.Declarations.Where(d => d.Name == name))];
        }
        return all.Count <= MostDeclarations ? all : [.. all.Where(d => d.Path == home || Imported.Contains(d.Path)).Take(MostDeclarations)];
    }

    /// <summary>The files that hold a word, nearest first.</summary>
    public IReadOnlyList<Outline> Mentions(string word)
    {
        if (!words.TryGetValue(word, out var found))
        {
            words[word] = found = word.Length < 2 ? [] : [.. paths.Where(path => HasWord(tree.Files[path], word)).Take(MostFilesPerName)
                .Select(At).OfType<Outline>()];
        }
        return found;
    }

    /// <summary>Whether a text holds a word, not as a part of a longer one.</summary>
    static bool HasWord(string text, string word) => PlacesOf(text, word).Any();

    // After a dot a name is only used, unless something is assigned to it.
    static bool MayDeclare(string text, string name) =>
        PlacesOf(text, name).Any(at => at == 0 || text[at - 1] != '.' || text.AsSpan(at + name.Length).TrimStart(' ') is ['=', not '=', ..]
            || at >= 5 && text.AsSpan(at - 5, 5) is "self.");

    static IEnumerable<int> PlacesOf(string text, string word)
    {
        if (word.Length == 0)
            yield break;
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsWordPart(text[at - 1])) && (at + word.Length == text.Length || !IsWordPart(text[at + word.Length])))
                yield return at;
        }
    }

    public static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';

    static string Slice(Outline outline, LineRange range) => string.Join('\n', outline.Lines.Skip(range.First - 1).Take(range.Last - range.First + 1));

    static Language? FamilyOf(string path) => Languages.OfFile(path) is Language.TypeScript or Language.Tsx ? Language.JavaScript : Languages.OfFile(path);

    // A package is imported by its folder's name.
    static string StemOf(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        return stem is "__init__" or "index" ? Path.GetFileName(Path.GetDirectoryName(path) ?? "") : stem;
    }

    static int CommonFolders(string path, string other)
    {
        var (one, two) = (path.Split('/'), other.Split('/'));
        var common = 0;
        while (common < one.Length - 1 && common < two.Length - 1 && one[common] == two[common])
            common++;
        return common;
    }

    bool IsVendored(string path) =>
        path != home && (path.Contains(".min.", StringComparison.Ordinal)
            || path.Split('/').Any(folder => folder is "node_modules" or "vendor" or "third_party" or "_vendor") && !home.StartsWith(FolderOf(path), StringComparison.Ordinal));

    static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}
