using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>The Python files of a commit, parsed when first asked for, and the imports between them.</summary>
sealed class PythonProject(SourceTree tree) : IDisposable
{
    /// <summary>Longer files are generated data rather than code.</summary>
    const int LongestFile = 2_000_000;

    readonly Dictionary<string, PythonModule?> parsed = new(StringComparer.Ordinal);
    IReadOnlyList<string>? paths;

    public SourceTree Tree { get; } = tree;

    /// <summary>The paths of all Python files, in order.</summary>
    public IReadOnlyList<string> Paths => paths ??=
        [.. Tree.Files.Keys.Where(path => path.EndsWith(".py", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public IEnumerable<PythonModule> Modules => Paths.Select(At).OfType<PythonModule>();

    public IEnumerable<ClassDefinition> Classes => Modules.SelectMany(m => m.Classes);

    public IEnumerable<FunctionDefinition> Functions => Modules.SelectMany(m => m.Functions);

    public PythonModule? At(string path)
    {
        if (parsed.TryGetValue(path, out var module))
            return module;
        if (Languages.OfFile(path) == Language.Python && Tree.Files.TryGetValue(path, out var text) && text.Length <= LongestFile)
            module = PythonModule.Parse(path, text);
        parsed[path] = module;
        return module;
    }

    /// <summary>The repository file of an imported module; null when it is not of the repository or not certain.</summary>
    /// <param name="name">The module as the import writes it, leading dots included.</param>
    /// <param name="from">The importing file.</param>
    public PythonModule? Import(string name, PythonModule from) => PathOf(name, from.Path) is { } path ? At(path) : null;

    /// <summary>The path behind <see cref="Import"/>.</summary>
    public string? PathOf(string name, string from)
    {
        var dots = name.Length - name.TrimStart('.').Length;
        var parts = name[dots..].Replace('.', '/');
        if (dots > 0)
        {
            var folder = Folder(from);
            for (var i = 1; i < dots; i++)
            {
                if (folder.Length == 0)
                    return null;
                folder = Folder(folder);
            }
            return FileIn(folder, parts);
        }
        if (parts.Length == 0)
            return null;
        if (FileIn("", parts) is { } atRoot)
            return atRoot;
        if (FileIn("src", parts) is { } inSource)
            return inSource;
        if (FileIn(Folder(from), parts) is { } beside && !Tree.Files.ContainsKey(Join(Folder(from), "__init__.py")))
            return beside;
        var deeper = Paths.Where(path => IsModuleAt(path, parts)).ToList();
        return deeper.Count == 1 ? deeper[0] : null;
    }

    /// <summary>The names that an import of the module can give: its definitions and its submodules.</summary>
    public IEnumerable<string> Exports(PythonModule module)
    {
        var own = module.Scope.Names.Where(n => !n.StartsWith("__", StringComparison.Ordinal));
        if (!module.IsPackage)
            return own;
        var folder = Folder(module.Path);
        var inside = Paths.Where(p => p != module.Path && Folder(p) == folder || p.EndsWith("/__init__.py", StringComparison.Ordinal) && p != module.Path && Folder(Folder(p)) == folder);
        return own.Concat(inside.Select(p => PythonModule.DottedName(p).Split('.')[^1])).Distinct(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var module in parsed.Values)
            module?.Dispose();
    }

    string? FileIn(string folder, string parts)
    {
        if (parts.Length == 0)
            return Existing(Join(folder, "__init__.py"));
        return Existing(Join(folder, parts + ".py")) ?? Existing(Join(folder, parts + "/__init__.py"));
    }

    string? Existing(string path) => Tree.Files.ContainsKey(path) ? path : null;

    static bool IsModuleAt(string path, string parts) =>
        path.EndsWith("/" + parts + ".py", StringComparison.Ordinal) || path.EndsWith("/" + parts + "/__init__.py", StringComparison.Ordinal);

    static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;
}
