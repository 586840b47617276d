using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A variable or attribute that is counted up or added to without ever getting a first value.</summary>
static class MissingFirstValue
{
    public static Finding? Find(CrashSite site)
    {
        if (MissingGlobal.Name(site) is { } local)
            return OfLocal(site, local);
        return site.Is("AttributeError") && site.Says("'{}' object has no attribute '{}'") is [var type, var name] ? OfAttribute(site, type, name) : null;
    }

    static Finding? OfLocal(CrashSite site, string name)
    {
        if (site.Function is not { } function)
            return null;
        var scope = site.Module.ScopeWithin(function.Node);
        if (scope[name].Count == 0 || scope[name].Any(b => b.Kind != BindingKind.Augmented) || scope.Parent?.Owner(name) is not null)
            return null;
        var first = scope[name][0];
        var value = First(site, site.Module, first.Node.Parent!.Value);
        var cause = $"{site.Place}: '{name}' is added to and has no value before";
        if (value is null)
            return new Doubt($"{cause}.", "Its first value is not certain.");
        var loop = first.Node.Ancestors().TakeWhile(a => a != function.Node).Where(a => a.IsStatement()).LastOrDefault();
        return new Repair($"{cause}; it has to start at {value}.", 0.88, Change.LinesBefore(site.Module, loop, $"{name} = {value}"));
    }

    static Finding? OfAttribute(CrashSite site, string typeName, string name)
    {
        if (site.Symbols.ClassesNamed(typeName) is not [var type] || site.Symbols.MembersOf(type) is not { } members)
            return null;
        if (members.All[name].Any(m => m.Kind != MemberKind.SelfAttribute || m.Value is not null))
            return null;
        var values = type.Methods.SelectMany(m => Uses(site, m, name)).Distinct(StringComparer.Ordinal).ToList();
        if (values.Count == 0)
            return null;
        var cause = $"{site.Place}: {type.Name} objects use '{name}' and never give it a first value";
        if (values is not [var value] || type.Method("__init__") is not { } init || type.IsDataclass)
            return new Doubt($"{cause}.", "Its first value, or where to set it, is not certain.");
        return new Repair($"{cause}. It has to start as {value} in __init__.", 0.87, Change.LinesAfter(type.Module, init.Node.Statements()[^1], $"self.{name} = {value}"));
    }

    /// <summary>The first values that a method's uses of the attribute ask for.</summary>
    static IEnumerable<string> Uses(CrashSite site, FunctionDefinition method, string name)
    {
        foreach (var use in method.Node.All("attribute").Where(a => a.IsSelfAttribute(name)))
        {
            if (use.Parent is { Kind: "augmented_assignment" } step && step.Field("left") == use && First(site, method.Module, step) is { } value)
                yield return value;
            if (use.Parent is { Kind: "attribute" } next && next.Parent is { Kind: "call" } && next.Field("attribute")!.Value.Text is "append" or "add" or "appendleft" && next.Field("attribute")!.Value.Text is var called)
                yield return called == "add" ? "set()" : "[]";
            if (use.Parent is { Kind: "subscript" } item && item.Field("value") == use && Names.IsWritten(item))
                yield return "{}";
        }
    }

    static string? First(CrashSite site, PythonModule module, SyntaxNode step) => step.Binary() is not { Operator: "+=" or "-=" } binary ? null : site.Types.Of(binary.Right, module)?.Name switch
    {
        "str" => "\"\"",
        "list" => "[]",
        "timedelta" or "tuple" or "datetime" => null,
        _ => binary.Right.Kind == "list" ? "[]" : "0",
    };
}
