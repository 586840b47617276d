using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A function that rebinds a variable of the module or of the function around it without declaring it <c>global</c> or <c>nonlocal</c>.</summary>
static class MissingGlobal
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("UnboundLocalError") || site.Function is not { } function || Name(site) is not { } name)
            return null;
        var scope = site.Module.ScopeWithin(function.Node);
        var outer = scope.Parent?.Owner(name);
        if (outer is null || scope[name].Count == 0)
            return null;
        var keyword = outer.Kind == ScopeKind.Module ? "global" : "nonlocal";
        var cause = $"{site.Place}: '{name}' is assigned in {function.Title}, which makes it local there, so the {(keyword == "global" ? "module's" : "outer function's")} '{name}' is not read";
        if (outer[name].Any(b => b.Kind is not (BindingKind.Assignment or BindingKind.Augmented or BindingKind.Parameter)) || outer[name].Any(b => b.Kind == BindingKind.Parameter) && keyword == "global")
            return null;
        if (!name.Any(char.IsLower) && !site.Module.Scopes.Any(s => s.Globals.Contains(name)))
            return new Doubt($"{cause}.", "It is written like a constant, which nothing should change.");
        var augmented = scope[name].Any(b => b.Kind == BindingKind.Augmented);
        if (function.Returns.Any(r => r?.Text == name) && scope[name].Any(b => b.Kind == BindingKind.Augmented && b.Node.Ancestors().TakeWhile(a => a != function.Node).Any(a => a.Is("for_statement", "while_statement"))))
            return new Doubt($"{cause}.", "It is counted in a loop and returned, so it may be meant as a count of its own.");
        var declaredElsewhere = site.Module.Scopes.Any(s => s.Globals.Contains(name) || s.Nonlocals.Contains(name));
        var readsFirst = scope[name].All(b => b.Node.Line >= site.Line);
        if (!augmented && !declaredElsewhere && (!readsFirst || !name.Any(char.IsLower)))
            return new Doubt($"{cause}.", "It may as well be meant as a local variable under an unlucky name.");
        var evidence = declaredElsewhere ? $"; another function declares it {keyword}" : "";
        return new Repair($"{cause}{evidence}. It needs a {keyword} declaration.", 0.93, Body.InsertFirst(function, $"{keyword} {name}"));
    }

    public static string? Name(CrashSite site) =>
        site.Says("cannot access local variable '{}' where it is not associated")?[0] ?? site.Says("local variable '{}' referenced before assignment")?[0];
}
