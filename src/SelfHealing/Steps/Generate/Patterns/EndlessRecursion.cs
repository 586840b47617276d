using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A property that reads itself instead of its field, or an override that calls itself instead of its base.</summary>
static class EndlessRecursion
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("RecursionError"))
            return null;
        var repeated = site.Frames.GroupBy(f => (f.Path, f.Line)).OrderByDescending(g => g.Count()).First();
        var module = site.Project.At(repeated.Key.Path)!;
        if (module.FunctionAt(repeated.Key.Line) is not { Class: { } type } method)
            return null;
        var setter = method.Decorators.Contains(method.Name + ".setter");
        if (method.IsProperty || setter)
            return Property(site, method, type);
        var calls = method.Node.Own().Where(n => n.IsMethodCall(method.Name) && n.Receiver() is { Kind: "identifier", Text: "self" } && n.Line == repeated.Key.Line).ToList();
        var inherited = site.Symbols.MembersOf(type).All[method.Name].FirstOrDefault(m => m.Class != type);
        if (calls is not [var call] || inherited is null || call.Arguments().Any(a => a.Kind == "binary_operator"))
            return null;
        if (call.Ancestors().TakeWhile(a => a != method.Node).Any(a => a.Kind == "for_statement" || a.IsComprehension()))
            return new Doubt($"{CrashSite.PlaceOf(module, call)}: {method.Title} calls itself without end.", "It does so for each of several things, and may mean theirs.");
        return new Repair($"{CrashSite.PlaceOf(module, call)}: {method.Title} calls itself without end; {inherited.Class.Name}.{method.Name}(), which it overrides, is meant.", 0.9,
            Change.Replace(module, call.Receiver()!, "super()"));
    }

    static Finding? Property(CrashSite site, FunctionDefinition method, ClassDefinition type)
    {
        var field = "_" + method.Name;
        var parts = type.Methods.Where(m => m.Name == method.Name).ToList();
        var own = parts.SelectMany(m => m.Node.All("attribute").Where(a => a.IsSelfAttribute(method.Name))).ToList();
        var cause = $"{CrashSite.PlaceOf(method.Module, method.Node)}: the property '{method.Name}' of {type.Name} uses itself without end";
        var known = site.Symbols.MembersOf(type).Find(field) is not null;
        if (own.Count == 0 || !known && !type.Methods.Any(m => m.Name == method.Name && m.Decorators.Contains(method.Name + ".setter")))
            return own.Count == 0 ? null : new Doubt($"{cause}.", "The field that it stands for is not certain.");
        return new Repair($"{cause}; its field '{field}' is meant.", 0.93, [.. own.Select(a => Change.Replace(method.Module, a.Field("attribute")!, field))]);
    }
}
