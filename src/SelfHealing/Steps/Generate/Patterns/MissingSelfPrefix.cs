using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>An attribute or method of the own object that is read as a plain name, without <c>self.</c>.</summary>
static class MissingSelfPrefix
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("NameError") || site.Says("name '{}' is not defined") is not [var written] || !IsMember(site, written))
            return null;
        var (method, type) = Enclosing(site)!.Value;
        var first = method.Parameters is [{ Name: var name }, ..] ? name : null;
        var member = site.Symbols.MembersOf(type).Find(written)!;
        var ofClass = member.Kind == MemberKind.Field || member.Method is { IsStatic: true } or { IsClassMethod: true };
        string prefix;
        if (method.IsStatic || first is null || first is not ("self" or "cls") && !method.IsClassMethod)
        {
            if (!ofClass)
                return null;
            prefix = type.Name;
        }
        else if (method.IsClassMethod && !ofClass)
            return new Doubt($"{site.Place}: '{written}' belongs to {type.Name} objects.", "A class method has no object to read it from.");
        else
            prefix = first;
        var changes = Names.Variables(site.Module, written)
            .Where(n => n.Start >= method.Node.Start && n.End <= method.Node.End && site.Module.ScopeOf(n).Owner(written) is null)
            .Select(n => Change.Before(site.Module, n, prefix + "."));
        return new Repair($"{site.Place}: '{written}' is read as a plain name; it is a member of {type.Name} and is reached as {prefix}.{written}.", 0.95, [.. changes]);
    }

    /// <summary>True when the method's class has a member of exactly that name.</summary>
    public static bool IsMember(CrashSite site, string name) =>
        Enclosing(site) is { } at && site.Symbols.MembersOf(at.Class).Find(name) is not null;

    static (FunctionDefinition Method, ClassDefinition Class)? Enclosing(CrashSite site)
    {
        for (var function = site.Function; function is not null; function = Outer(site.Module, function))
        {
            if (function.Class is { } type)
                return (function, type);
        }
        return null;
    }

    static FunctionDefinition? Outer(PythonModule module, FunctionDefinition function) =>
        function.Node.Function() is { } outer ? module.Functions.First(f => f.Node == outer) : null;
}
