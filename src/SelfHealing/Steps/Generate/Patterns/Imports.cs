using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Adds imports to a file, in the file's own style.</summary>
static class Imports
{
    /// <summary>Adds an import statement: to an existing <c>from m import …</c> of the same module, else after the last import.</summary>
    public static Change Add(PythonModule module, string statement)
    {
        var top = module.Root.NamedChildren.ToList();
        if (MessageTemplate.Match("from {} import {}", statement) is [var from, var name]
            && top.Where(n => n.Kind == "import_from_statement" && n.Field("module_name")?.Text == from && !n.All("wildcard_import").Any()).FirstNode() is { } existing)
        {
            var last = existing.NamedChildren.Last();
            return Change.After(module, last, ", " + name);
        }
        var imports = top.Where(n => n.Is("import_statement", "import_from_statement", "future_import_statement")).ToList();
        if (imports.Count > 0)
        {
            var isFrom = statement.StartsWith("from ", StringComparison.Ordinal);
            var alike = imports.TakeWhile(n => isFrom || n.Kind != "import_from_statement").ToList();
            if (alike.Count > 0)
                return Change.LinesAfter(module, alike[^1], statement);
            return Change.LinesBefore(module, imports[0], statement);
        }
        var docstring = top.Take(1).Where(n => n.DocstringLiteral() is not null).FirstNode();
        if (docstring is { } doc)
            return Change.LinesAfter(module, doc, statement);
        var start = module.Text.StartsWith('\uFEFF') ? 1 : 0;
        while (start < module.Text.Length && module.Text.AsSpan(start).StartsWith("#") && module.Text.IndexOf('\n', start) is var end and >= 0)
            start = end + 1;
        return new Change(module, start, start, statement + module.NewLine);
    }

    /// <summary>What makes a member of a standard module readable in a file: how to write it there, and the import that it needs.</summary>
    public static (string Name, Change? Import) Need(PythonModule module, string from, string member)
    {
        foreach (var import in module.Scope.Names.SelectMany(n => module.Scope[n]).Where(b => b.Kind == BindingKind.Import).SelectMany(b => ImportedName.Of(b.Source!).Where(i => i.Node == b.Node)))
        {
            if (import.Module == from && import.Member == member)
                return (import.Name, null);
            if (import.Module == from && import.Member is null)
                return ($"{import.Name}.{member}", null);
        }
        return (member, Add(module, $"from {from} import {member}"));
    }

    /// <summary>How a file would name another in an import: as other files of the repository do, else from the root or its source folder.</summary>
    public static string NameOf(CrashSite site, PythonModule target)
    {
        foreach (var module in site.Project.Modules)
        {
            foreach (var import in module.Nodes.SelectMany(ImportedName.Of))
            {
                if (!import.Module.StartsWith('.') && import.Member is not null && site.Project.PathOf(import.Module, module.Path) == target.Path)
                    return import.Module;
            }
        }
        var style = site.Module.Nodes.Where(n => n.Kind == "relative_import").Select(n => n.Text).FirstOrDefault();
        var folder = site.Module.Path[..(site.Module.Path.LastIndexOf('/') + 1)];
        if (style is not null && target.Path.StartsWith(folder, StringComparison.Ordinal) && !target.Path[folder.Length..].Contains('/', StringComparison.Ordinal))
            return "." + PythonModule.DottedName(target.Path[folder.Length..]);
        return target.Name.StartsWith("src.", StringComparison.Ordinal) ? target.Name[4..] : target.Name;
    }

    /// <summary>True when one module imports another at its top, directly or through others.</summary>
    public static bool Reaches(CrashSite site, PythonModule from, PythonModule to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from.Path };
        var waiting = new Queue<PythonModule>([from]);
        while (waiting.TryDequeue(out var module))
        {
            foreach (var import in module.Root.NamedChildren.SelectMany(ImportedName.Of))
            {
                var names = import.Member is null ? new[] { import.Module } : [import.Module, import.Module.EndsWith('.') ? import.Module + import.Member : import.Module + "." + import.Member];
                foreach (var path in names.Select(name => site.Project.PathOf(name, module.Path)).OfType<string>())
                {
                    if (path == to.Path)
                        return true;
                    if (seen.Add(path) && site.Project.At(path) is { } next)
                        waiting.Enqueue(next);
                }
            }
        }
        return false;
    }
}
