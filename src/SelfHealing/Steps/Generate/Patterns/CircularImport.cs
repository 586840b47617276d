using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Two modules that import each other, where one needs the other only inside functions.</summary>
static class CircularImport
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("ImportError", "AttributeError") || !site.Message.Contains("partially initialized module", StringComparison.Ordinal))
            return null;
        var statement = site.Nodes.Where(n => n.Kind == "import_from_statement").FirstNode();
        var cause = $"{site.Place}: the import closes a circle, and the module that it needs is not ready yet";
        if (statement is not { } import || import.Parent is not { Kind: "module" })
            return new Doubt($"{cause}.", "Where to break the circle is not certain.");
        var functions = new HashSet<FunctionDefinition>();
        foreach (var name in ImportedName.Of(import).Select(i => i.Name))
        {
            foreach (var use in Names.Variables(site.Module, name).Where(n => n.Start > import.End && site.Module.ScopeOf(n).Owner(name) == site.Module.Scope))
            {
                if (site.Module.Functions.FirstOrDefault(f => f.Node.Field("body") is { } body && use.Start >= body.Start && use.End <= body.End) is not { } function)
                    return new Doubt($"{cause}.", $"'{name}' is needed while the module is loaded, in line {use.Line}.");
                functions.Add(function);
            }
        }
        if (functions.Count == 0)
            return null;
        var taken = ImportedName.Of(import).Select(i => i.Name).ToList();
        if (site.Project.Modules.FirstOrDefault(m => m != site.Module && m.Nodes.SelectMany(ImportedName.Of).Any(i => i.Member is { } member && taken.Contains(member) && site.Project.Import(i.Module, m) == site.Module)) is { } other)
            return new Doubt($"{cause}.", $"{other.Path} imports the name from here, so it has to stay at the top.");
        return new Repair($"{cause}. {site.Module.Path} uses it only inside {string.Join(", ", functions.Select(f => f.Title))}, so it can be imported there.", 0.85,
            [Change.WithoutLines(site.Module, import, withBlankLines: site.Module.Root.NamedChildren.First() == import), .. functions.Select(f => Body.InsertFirst(f, import.Text))]);
    }
}
