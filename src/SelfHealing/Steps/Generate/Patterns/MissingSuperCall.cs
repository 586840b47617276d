using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>An <c>__init__</c> that does not call the one of its base class, so that attributes set there are missing.</summary>
static class MissingSuperCall
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("AttributeError") || site.Says("'{}' object has no attribute '{}'") is not [var typeName, var name])
            return null;
        if (site.Symbols.ClassesNamed(typeName) is not [var type] || site.Symbols.MembersOf(type).All[name].FirstOrDefault(m => m.Kind == MemberKind.SelfAttribute && m.Method?.Name == "__init__" && m.Class != type) is not { } member)
            return null;
        if (type.Method("__init__") is not { } init || init.Node.Text.Contains("__init__(", StringComparison.Ordinal) && init.Node.Field("body")!.Text.Contains(".__init__(", StringComparison.Ordinal))
            return null;
        var cause = $"{CrashSite.PlaceOf(type.Module, init.Node)}: {init.Title} does not call {member.Class.Name}.__init__(), which sets '{name}'";
        if (member.Method!.Node.All("call").Any(c => c.Receiver()?.Text == "self" && type.Method(c.CalledName()!) is not null))
            return new Doubt($"{cause}.", "It calls methods that this class defines, so where to call it matters.");
        var own = init.Parameters.Skip(1).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var arguments = new List<string>();
        foreach (var parameter in member.Method!.Parameters.Skip(1))
        {
            if (parameter.Kind is ParameterKind.Star or ParameterKind.DoubleStar)
                continue;
            if (own.Contains(parameter.Name))
                arguments.Add(parameter.Kind == ParameterKind.KeywordOnly || arguments.Any(a => a.Contains('=', StringComparison.Ordinal)) ? $"{parameter.Name}={parameter.Name}" : parameter.Name);
            else if (parameter.Default is null)
                return new Doubt($"{cause}.", $"What to pass for its '{parameter.Name}' is not certain.");
            else
                arguments.Add("");
        }
        // A parameter with a default that is left out: what follows it goes by name.
        var skipped = arguments.IndexOf("");
        var passed = arguments.Select((a, i) => skipped >= 0 && i > skipped && a.Length > 0 && !a.Contains('=', StringComparison.Ordinal) ? $"{a}={a}" : a).Where(a => a.Length > 0);
        return new Repair($"{cause}.", 0.92, Body.InsertFirst(init, $"super().__init__({string.Join(", ", passed)})"));
    }
}
