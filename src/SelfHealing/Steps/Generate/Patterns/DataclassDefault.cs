
namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A list, dict or set as the default of a dataclass field.</summary>
static class DataclassDefault
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("ValueError") || site.Says("mutable default <class '{}'> for field {} is not allowed") is not [_, var name])
            return null;
        var found = site.Module.Classes.Where(c => c.IsDataclass).SelectMany(c => c.Fields.Where(f => f.Name == name && f.Value is { } v && SharedState.IsMutable(v)).Select(f => (Class: c, f.Value))).ToList();
        if (found.Count == 0)
            return null;
        if (found.Any(f => Names.Attributes(site.Project, name).Any(a => a.Node.Parent!.Field("object")!.Text is var of && (of == f.Class.Name || of == "cls" || of.EndsWith("." + f.Class.Name, StringComparison.Ordinal)))))
            return new Doubt($"{site.Module.Path}, line {found[0].Value!.Line}: the default {found[0].Value!.Text} of '{name}' would be shared by all {found[0].Class.Name} objects.", $"'{name}' is read from the class, so it may be meant to be shared: a ClassVar.");
        var (field, import) = Imports.Need(site.Module, "dataclasses", "field");
        // The class stops at its first such field; the others would stop it next.
        var all = found.Select(f => f.Class).Distinct().SelectMany(c => c.Fields).Where(f => f.Value is { } v && SharedState.IsMutable(v)).Select(f => f.Value!);
        var changes = all.Select(value => Change.Replace(site.Module, value, $"{field}(default_factory={Factory(value.Text)})")).ToList();
        if (import is not null)
            changes.Add(import);
        return new Repair($"{site.Module.Path}, line {found[0].Value!.Line}: the default {found[0].Value!.Text} of '{name}' would be shared by all {found[0].Class.Name} objects; a default_factory makes one for each.", 0.95, changes);
    }

    static string Factory(string value) => value switch
    {
        "[]" or "list()" => "list",
        "{}" or "dict()" => "dict",
        "set()" => "set",
        _ => "lambda: " + value,
    };
}
