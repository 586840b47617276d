using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>An import from the repository's own modules under a name that does not exist, where one close name does, or where the name has moved.</summary>
static class MisspeltImport
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Message.Contains("circular import", StringComparison.Ordinal))
            return null;
        if (site.Is("ImportError") && site.Says("cannot import name '{}' from '{}'") is [var name, var from])
            return Member(site, name, from);
        if (site.Is("ModuleNotFoundError") && site.Says("No module named '{}'") is [var missing])
            return Module(site, missing);
        return null;
    }

    static Finding? Member(CrashSite site, string name, string from)
    {
        var imports = site.Nodes.SelectMany(ImportedName.Of).Where(i => i.Member == name).ToList();
        if (imports is not [var import])
            return null;
        var statement = import.Node.Parent!;
        var cause = $"{site.Module.Path}, line {import.Node.Line}: '{name}' is imported from {from}, which does not define it";
        IReadOnlyList<string> names;
        if (site.Project.Import(import.Module, site.Module) is { } module)
            names = [.. site.Project.Exports(module)];
        else if (StandardLibrary.Members(import.Module) is { Count: > 0 } members)
            names = [.. members];
        else
            return null;
        var homes = site.Project.Modules.Where(m => m != site.Module && m.Scope[name].Any(b => b.Kind is BindingKind.Class or BindingKind.Function or BindingKind.Assignment)).ToList();
        if (homes is [var home])
            return Moved(site, import, statement, home, cause);
        if (homes.Count == 0 && StandardLibrary.Members(import.Module).Count > 0 && StandardLibrary.ModulesWith(name) is ["collections.abc"])
            return Redirected(site, import, statement, "collections.abc", cause, "it is in collections.abc");
        if (Spelling.Closest(name, names) is { } meant && Definition(site, import, meant, cause) is { } defined)
            return defined;
        if (Spelling.Closest(name, names) is { } close)
            return Respelt(site, import, close, $"{cause}; it defines '{close}', the only close name.");
        var ranked = Spelling.Ranked(name, names);
        return ranked.Count == 0 ? null : new Doubt($"{cause}.", Spelling.Doubt(name, ranked));
    }

    /// <summary>The definition is the misspelt one: nothing else uses it, and what is imported is the better word.</summary>
    static Repair? Definition(CrashSite site, ImportedName import, string defined, string cause)
    {
        if (site.Project.Import(import.Module, site.Module) is not { } module || module.Scope[defined] is not [{ Kind: BindingKind.Function or BindingKind.Class } binding])
            return null;
        var used = site.Project.Modules.Any(m => m.Nodes.Any(n => n.Kind == "identifier" && n.Text == defined && n != binding.Node));
        return used || !Vocabulary.Prefers(site.Project, import.Member!, defined) ? null
            : new Repair($"{cause}; it defines '{defined}', a misspelling that nothing uses.", 0.88, Change.Replace(module, binding.Node, import.Member!));
    }

    static Repair Respelt(CrashSite site, ImportedName import, string meant, string cause)
    {
        var written = import.Aliased ? import.Node.Field("name")! : import.Node;
        var changes = new List<Change> { Change.Replace(site.Module, written, meant) };
        if (!import.Aliased)
            changes.AddRange(Names.Variables(site.Module, import.Name).Where(n => site.Module.ScopeOf(n).Owner(import.Name) == site.Module.ScopeOf(import.Node)).Select(n => Change.Replace(site.Module, n, meant)));
        return new Repair(cause, 0.94, changes);
    }

    static Finding Moved(CrashSite site, ImportedName import, SyntaxNode statement, PythonModule home, string cause)
    {
        if (Imports.Reaches(site, home, site.Module))
            return new Doubt($"{cause}; {home.Path} does.", $"Importing it from there would be circular: {home.Path} imports {site.Module.Path}.");
        if (home.Scope[import.Member!] is [{ Kind: BindingKind.Class }] && home.Classes.FirstOrDefault(c => c.Name == import.Member) is { } type && site.Symbols.MembersOf(type) is { } members
            && site.Module.Nodes.Any(n => n.Kind == "attribute" && n.Field("object")!.Text == import.Name && members.Find(n.Field("attribute")!.Text) is null))
            return new Doubt($"{cause}.", $"{home.Path} defines a '{import.Member}' that has not what is read from it here.");
        return Redirected(site, import, statement, Imports.NameOf(site, home), cause, $"it is defined in {home.Path}");
    }

    static Repair Redirected(CrashSite site, ImportedName import, SyntaxNode statement, string module, string cause, string evidence)
    {
        var parts = ImportedName.Of(statement).ToList();
        if (parts.Count == 1)
            return new Repair($"{cause}; {evidence}.", 0.92, Change.Replace(site.Module, statement.Field("module_name")!, module));
        var at = parts.IndexOf(import);
        var (start, end) = at == 0 ? (import.Node.Start, parts[1].Node.Start) : (parts[at - 1].Node.End, import.Node.End);
        return new Repair($"{cause}; {evidence}.", 0.92, new Change(site.Module, start, end, ""),
            Change.LinesAfter(site.Module, statement, $"from {module} import {import.Node.Text}"));
    }

    static Finding? Module(CrashSite site, string missing)
    {
        var written = site.Nodes.Where(n => n.Is("dotted_name", "relative_import")).Where(n => n.Text.TrimStart('.').StartsWith(missing.Split('.')[0], StringComparison.Ordinal) || missing.EndsWith(n.Text.TrimStart('.'), StringComparison.Ordinal)).FirstNode();
        if (written is not { } node)
            return null;
        var cause = $"{site.Module.Path}, line {node.Line}: there is no module '{missing}'";
        if (PythonTwoNames.Module(missing) is { } renamed && node.Text == missing)
            return new Repair($"{cause}; since Python 3 it is '{renamed}'.", 0.9, Rename(site, node, renamed));
        if (StandardLibrary.Modules.Contains(missing))
            return null;
        var name = node.Text.TrimStart('.');
        var dots = node.Text[..(node.Text.Length - name.Length)];
        var paths = site.Project.Paths.Select(PythonModule.DottedName).Where(m => m.Length > 0 && m != site.Module.Name).ToList();
        if (site.Project.Tree.Files.Any(f => IsRequirements(f.Key) && f.Value.Split([' ', '\n', '\r', '"', '\'', '=', '<', '>', '[', '~', ','], StringSplitOptions.RemoveEmptyEntries).Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase)))
            return new Doubt($"{cause}.", "It is among the program's requirements and not installed.");
        // The module exists deeper in the repository, so it is named from the wrong place.
        var deeper = paths.Where(m => m.EndsWith("." + name, StringComparison.Ordinal) || m == name).ToList();
        if (deeper.Any(m => m == name) && dots.Length == 0)
            return new Doubt($"{cause}.", "The repository has it; another module of that name came first on the path.");
        if (deeper is [var actual])
            return new Repair($"{cause}; the repository has it as {actual}.", 0.92, Rename(site, node, Placed(site, actual)));
        if (deeper.Count > 1)
            return new Doubt($"{cause}.", $"Several modules have that name: {string.Join(", ", deeper)}.");
        var near = dots.Length == 0 ? paths.Select(p => p.StartsWith("src.", StringComparison.Ordinal) ? p[4..] : p).ToList()
            : paths.Where(p => Parent(p) == Parent(site.Module.Name)).Select(p => p.Split('.')[^1]).ToList();
        if (Closest(name, near) is { } meant)
            return new Repair($"{cause}; '{meant}' is the only module with a close name.", 0.93, Rename(site, node, dots + meant));
        return new Doubt($"{cause}.", "It is not a module of the repository; a dependency may be missing from the deployment.");
    }

    static bool IsRequirements(string path) => path.Split('/')[^1] is var file && (file.StartsWith("requirements", StringComparison.Ordinal) || file is "pyproject.toml" or "setup.py" or "setup.cfg" or "Pipfile" or "environment.yml");

    /// <summary>Close module names: equal but for one part, which is close.</summary>
    static string? Closest(string name, IReadOnlyList<string> modules)
    {
        var parts = name.Split('.');
        var alike = modules.Where(m => m.Split('.') is var other && other.Length == parts.Length && other.Zip(parts).Count(p => p.First != p.Second) == 1
            && other.Zip(parts).All(p => p.First == p.Second || Spelling.AreClose(p.First, p.Second))).ToList();
        return alike is [var only] ? only : null;
    }

    static string Placed(CrashSite site, string actual)
    {
        var relative = site.Module.Nodes.Any(n => n.Kind == "relative_import") && site.Module.Path.Contains('/', StringComparison.Ordinal);
        if (relative && Parent(actual) == Parent(site.Module.Name))
            return "." + actual.Split('.')[^1];
        return actual.StartsWith("src.", StringComparison.Ordinal) ? actual[4..] : actual;
    }

    static string Parent(string module) => module.LastIndexOf('.') is var dot and >= 0 ? module[..dot] : "";

    static IReadOnlyList<Change> Rename(CrashSite site, SyntaxNode node, string name)
    {
        // "import old" binds the name that the code goes on to use.
        if (node.Parent is { Kind: "import_statement" })
        {
            var parent = Parent(name);
            var bound = node.Text;
            if (bound.Contains('.', StringComparison.Ordinal))
                return [Change.Replace(site.Module, node, name), .. site.Module.Nodes.Where(n => n.Kind == "attribute" && n.Text == bound).Select(n => Change.Replace(site.Module, n, name))];
            if (parent.Length > 0 && name.EndsWith("." + bound, StringComparison.Ordinal))
                return [Change.Replace(site.Module, node.Parent, $"from {parent} import {bound}")];
            return [Change.Replace(site.Module, node, name), .. Names.Variables(site.Module, bound).Where(n => site.Module.ScopeOf(n).Owner(bound) == site.Module.Scope).Select(n => Change.Replace(site.Module, n, name))];
        }
        var whole = node.Parent is { Kind: "relative_import" } relative ? relative : node;
        return [Change.Replace(site.Module, whole, name)];
    }
}
