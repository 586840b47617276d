using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A method that is defined without <c>self</c>.</summary>
static class MissingSelfParameter
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Is("NameError") && site.Says("name 'self' is not defined") is not null)
            return site.Function is { Class: not null } inside && Lacks(inside) ? Repaired(site, inside) : null;
        if (!site.Is("TypeError"))
            return null;
        var title = site.Says("{}() takes {} positional argument") is [var counted, var takes] && site.Says(" but {} w") is [var given]
                && int.TryParse(takes.Split(' ')[^1], out var most) && int.TryParse(given, out var got) && got == most + 1 ? counted
            : site.Says("{}() got multiple values for argument") is [var multiple] ? multiple : null;
        if (title is null)
            return null;
        var parts = title.Split('.');
        var methods = site.Project.Classes.Where(c => parts.Length < 2 || c.Name == parts[^2])
            .SelectMany(c => c.Methods).Where(m => m.Name == parts[^1] && Lacks(m) && !IsSelf(site, m)).ToList();
        return methods switch
        {
            [] => null,
            [var method] => Repaired(site, method),
            _ => new Doubt($"{title}() is defined without self.", $"Several methods of that name lack it: {string.Join(", ", methods.Select(m => m.Title))}."),
        };
    }

    static bool Lacks(FunctionDefinition method) =>
        !method.IsStatic && !method.IsClassMethod && method.Name is not ("__new__" or "__init_subclass__" or "__class_getitem__")
        && (method.Parameters is not [var first, ..] || first.Kind == ParameterKind.Positional && first.Name is not ("self" or "cls" or "this" or "_" or "_self" or "mcs"));

    /// <summary>True when the first parameter is the object under another name: members of the class are read from it.</summary>
    static bool IsSelf(CrashSite site, FunctionDefinition method) => method.Parameters is [{ Name: var first }, ..]
        && method.Node.All("attribute").Any(a => a.Field("object")!.Text == first && site.Symbols.MembersOf(method.Class!).Find(a.Field("attribute")!.Text) is not null
            || method.Class!.Methods.Count(m => m.Parameters is [{ Name: var other }, ..] && other == first) > 1 && a.Field("object")!.Text == first);

    static Repair Repaired(CrashSite site, FunctionDefinition method)
    {
        var cause = $"{CrashSite.PlaceOf(method.Module, method.Node)}: the method {method.Title} is defined without self, so the object that it is called on takes the place of its first parameter";
        var usesSelf = method.Node.All("identifier").Any(n => n.Text == "self");
        var throughClass = site.Project.Modules.SelectMany(m => m.Nodes).Any(n => n.IsMethodCall(method.Name) && n.Receiver()?.Text == method.Class!.Name);
        if (!usesSelf && throughClass)
            return new Repair($"{cause}. It uses no self and is called on the class elsewhere: it is a static method.", 0.85,
                Change.LinesBefore(method.Module, method.Node, "@staticmethod"));
        var list = method.Node.Field("parameters")!;
        return new Repair($"{cause}.", 0.95, new Change(method.Module, list.Start + 1, list.Start + 1, method.Parameters.Count > 0 ? "self, " : "self"));
    }
}
