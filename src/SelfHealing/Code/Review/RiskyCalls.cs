namespace SelfHealing.Code.Review;

/// <summary>Calls and imports that can do harm, in a file that had none of their kind before.</summary>
static class RiskyCalls
{
    const int LongestImport = 500;

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.Before is null || file.After is null)
            yield break;
        var kinds = RiskKind.All.Where(kind => kind.Language == file.After.Language).ToList();
        var known = Uses(file.Before, kinds).Select(use => use.Kind).ToHashSet();
        foreach (var (kind, site) in Uses(file.After, kinds).Where(use => !known.Contains(use.Kind)).DistinctBy(use => use.Kind))
            yield return ReviewFinding.Refusal($"{file.Path}:{site.Node.Line}: the change adds {kind.Name} (`{site.Node.FirstLine(60)}`), which the crash does not call for.");
    }

    static IEnumerable<(RiskKind Kind, Site Site)> Uses(ParsedText source, List<RiskKind> kinds)
    {
        foreach (var site in source.Sites)
        {
            // Ruby's `command`.
            if (site.Kind == "subshell")
                yield return (kinds.First(kind => kind.Callees.Contains("system")), site);
            var callee = Calls.Callee(site.Node, site.Kind);
            var module = callee is null or "require" or "import" ? Module(site) : null;
            foreach (var kind in kinds)
            {
                if (callee is not null && kind.IsCalled(callee) || module is not null && Array.Exists(kind.Modules, name => Imports(module, name)))
                    yield return (kind, site);
            }
        }
    }

    static string? Module(Site site) =>
        site.Kind is "import_statement" or "import_from_statement" or "import_declaration" or "import_spec" or "using_directive" or "call" or "call_expression"
        && site.Node.End - site.Node.Start < LongestImport
            ? site.Node.Text
            : null;

    static bool Imports(string import, string module)
    {
        for (var at = import.IndexOf(module, StringComparison.Ordinal); at >= 0; at = import.IndexOf(module, at + 1, StringComparison.Ordinal))
        {
            var end = at + module.Length;
            var isWhole = (at == 0 || import[at - 1] is ' ' or '"' or '\'' or ',' or '(') && (end == import.Length || import[end] is ' ' or '"' or '\'' or ',' or ')' or '.' or ';' or '\n' or '\r');
            if (isWhole)
                return true;
        }
        return false;
    }
}
