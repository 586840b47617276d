using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A list, dict or set as a parameter's default: one object that all calls share and that some of them change.</summary>
static class MutableDefault
{
    public static Finding? Find(CrashSite site)
    {
        if (!SharedState.IsComplaint(site))
            return null;
        var found = site.Project.Functions
            .SelectMany(f => f.Parameters.Where(p => p.Default is { } value && SharedState.IsMutable(value) && !SharedState.IsMeantToBeShared(site, p.Name)).Select(p => (Function: f, Parameter: p, Attributes: StoredIn(f, p))))
            .Where(d => IsMutated(site, d.Function, d.Parameter, d.Attributes) && Reaches(site, d.Function, d.Attributes)).ToList();
        if (found.Count == 0)
            return null;
        var (function, parameter, attributes) = found[0];
        var cause = $"{CrashSite.PlaceOf(function.Module, function.Node)}: the default {parameter.Default!.Text} of '{parameter.Name}' is made once and shared by all calls of {function.Title}, and it is changed{(attributes.Count > 0 ? $" as '{attributes[0]}'" : "")}, so one call sees what another has put in";
        if (found.Count > 1)
            return new Doubt($"{cause}.", "Several shared defaults could be behind the crash.");
        return new Repair($"{cause}. That is how {site.Place} comes to raise {site.ExceptionType}.", 0.88, Changes(function, parameter));
    }

    /// <summary>The attributes of self that the parameter itself is stored in.</summary>
    static IReadOnlyList<string> StoredIn(FunctionDefinition function, Parameter parameter) =>
        [.. function.Node.All("assignment").Where(a => a.Field("left") is { } left && left.IsSelfAttribute() && a.Field("right") is { Kind: "identifier" } right && right.Text == parameter.Name)
            .Select(a => a.Field("left")!.Field("attribute")!.Text)];

    static bool IsMutated(CrashSite site, FunctionDefinition function, Parameter parameter, IReadOnlyList<string> attributes) =>
        SharedState.Mutations(function.Node).Any(m => m.Text == parameter.Name)
        || attributes.Any(a => site.Project.Modules.Any(m => SharedState.Mutations(m.Root).Any(n => n.Kind == "attribute" && n.Field("attribute")!.Text == a)))
        || attributes.Count == 0 && function.Returns.Any(r => r?.Text == parameter.Name);

    static bool Reaches(CrashSite site, FunctionDefinition function, IReadOnlyList<string> attributes) =>
        SharedState.Touches(site, attributes, function.Class, function.Class is null ? function.Name : null);

    static List<Change> Changes(FunctionDefinition function, Parameter parameter)
    {
        var value = parameter.Default!;
        var changes = new List<Change> { Change.Replace(function.Module, value, "None") };
        var only = Names.Variables(function.Module, parameter.Name).Where(n => n.Start > function.Node.Field("body")!.Start && n.End <= function.Node.End).ToList();
        if (only is [{ Parent: { Kind: "assignment" } assignment } use] && assignment.Field("right") == use)
            changes.Add(Change.Replace(function.Module, use, $"{value.Text} if {parameter.Name} is None else {parameter.Name}"));
        else
            changes.Add(Body.InsertFirst(function, Body.Guard(function.Module, $"{parameter.Name} is None", $"{parameter.Name} = {value.Text}")));
        return changes;
    }
}
