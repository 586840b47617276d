using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A subclass that defines a method of its base under a misspelt name.</summary>
static class MisspeltOverride
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Is("TypeError") && (site.Says("abstract class {} with abstract method {}") ?? site.Says("abstract class {} without an implementation for abstract method {}")) is [var typeName, var missing])
        {
            var name = missing.TrimStart('s', ' ').Trim('\'', ' ');
            if (missing.Contains(',', StringComparison.Ordinal) || site.Symbols.ClassesNamed(typeName.Trim()) is not [var type])
                return null;
            if (missing.StartsWith("s ", StringComparison.Ordinal) is false)
                name = missing.Trim('\'', ' ');
            return Renamed(site, type, name);
        }
        if (site.Is("TypeError") && site.Says("{}() takes no arguments") is [var made] && site.Symbols.ClassesNamed(made) is [var bare] && bare.Method("__init__") is null
            && bare.Methods.FirstOrDefault(m => m.Name is "_init_" or "__int__" or "__inti__" or "init" or "__init" or "_init__" or "__init_" or "__intit__") is { } constructor)
            return new Repair($"{CrashSite.PlaceOf(constructor.Module, constructor.Node)}: {bare.Name} objects are made with arguments, and its '{constructor.Name}' is a misspelling of '__init__'.", 0.94,
                Change.Replace(constructor.Module, constructor.Node.Field("name")!, "__init__"));
        if (site.Is("NotImplementedError") && site.Function is { Class: { } parent } method)
        {
            var heirs = site.Project.Classes.Where(c => c != parent && c.Method(method.Name) is null && site.Symbols.MembersOf(c).Find(method.Name)?.Class == parent && Misspelt(site, c, method.Name) is not null).ToList();
            return heirs is [var heir] ? Renamed(site, heir, method.Name) : null;
        }
        return null;
    }

    static FunctionDefinition? Misspelt(CrashSite site, ClassDefinition type, string name)
    {
        var inherited = site.Symbols.MembersOf(type).All.Where(group => group.Any(m => m.Class != type)).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var takes = site.Symbols.MembersOf(type).Find(name)?.Method?.CallerParameters.Count();
        var own = type.Methods.Where(m => (takes is null || m.CallerParameters.Count() == takes) && !inherited.Contains(m.Name) && !m.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        return Spelling.Closest(name, own.Select(m => m.Name)) is { } close ? own.First(m => m.Name == close) : null;
    }

    static Repair? Renamed(CrashSite site, ClassDefinition type, string name)
    {
        if (Misspelt(site, type, name) is not { } method)
            return null;
        var changes = new List<Change> { Change.Replace(method.Module, method.Node.Field("name")!, name) };
        changes.AddRange(Names.Attributes(site.Project, method.Name).Select(a => Change.Replace(a.Module, a.Node, name)));
        return new Repair($"{CrashSite.PlaceOf(method.Module, method.Node)}: {type.Name} has to define '{name}' and defines '{method.Name}', a misspelling of it.", 0.92, changes);
    }
}
