using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A list, dict or set that a class body makes once for all objects and that methods change as if each had its own.</summary>
static class SharedClassAttribute
{
    public static Finding? Find(CrashSite site)
    {
        if (!SharedState.IsComplaint(site))
            return null;
        var found = site.Project.Classes.SelectMany(type => type.Fields
            .Where(f => f.Value is { } value && SharedState.IsMutable(value) && f.Name.Any(char.IsLower) && !SharedState.IsMeantToBeShared(site, f.Name) && IsShared(site, type, f.Name))
            .Select(f => (Type: type, Field: f))).Where(f => SharedState.Touches(site, [f.Field.Name], f.Type, null)).ToList();
        if (found.Count == 0)
            return null;
        var (owner, field) = found[0];
        var cause = $"{owner.Module.Path}, line {field.Statement.Line}: '{field.Name}' is made once in the body of {owner.Name}, so all {owner.Name} objects share it, and methods change it";
        if (found.Count > 1)
            return new Doubt($"{cause}.", "Several shared attributes could be behind the crash.");
        if (site.Project.Modules.Any(m => m.Nodes.Any(n => n.Kind == "attribute" && n.Text == $"{owner.Name}.{field.Name}")))
            return new Doubt($"{cause}.", $"Other code reads {owner.Name}.{field.Name}, so that sharing it may be meant.");
        var assignment = $"self.{field.Name}{(field.Type is { } type ? ": " + type.Text : "")} = {field.Value!.Text}";
        if (owner.Method("__init__") is { } init)
        {
            var isAlone = owner.Fields.Count() == 1;
            return new Repair($"{cause}. Each object needs its own.", 0.87, Change.WithoutLines(owner.Module, field.Statement, isAlone), Body.InsertFirst(init, assignment));
        }
        if (owner.Bases.Count > 0 || owner.IsDataclass)
            return new Doubt($"{cause}.", "Where each object should make its own is not certain.");
        var indent = Body.Indent(owner.Module);
        return new Repair($"{cause}. Each object needs its own.", 0.85,
            Change.Replace(owner.Module, field.Statement, $"def __init__(self):{owner.Module.NewLine}{indent}{indent}{assignment}"));
    }

    /// <summary>True when methods change it through self and no method gives the object its own.</summary>
    static bool IsShared(CrashSite site, ClassDefinition type, string name) =>
        !type.IsDataclass && type.SelfAssignments.All(a => a.Name != name || a.Assignment.Kind != "assignment")
        && !site.Symbols.MembersOf(type).All[name].Any(m => m.Kind == MemberKind.SelfAttribute && m.Value is not null)
        && type.Methods.Any(m => SharedState.Mutations(m.Node).Any(n => n.IsSelfAttribute(name)));
}
