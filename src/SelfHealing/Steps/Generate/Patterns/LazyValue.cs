using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A generator, map or view that is used like a list: measured, indexed, or gone over twice.</summary>
static class LazyValue
{
    static readonly string[] Lazy = ["generator", "map", "filter", "zip", "reversed", "enumerate", "dict_keys", "dict_values", "dict_items", "islice", "chain"];
    static readonly string[] Consumers = ["sum", "list", "max", "min", "sorted", "tuple", "set", "any", "all", "len", "dict", "Counter", "join", "extend", "fsum", "mean", "median"];

    public static Finding? Find(CrashSite site)
    {
        if (site.Is("TypeError", "AttributeError") && Type(site) is { } type)
            return Measured(site, type);
        return site.Is("ZeroDivisionError", "ValueError", "IndexError", "StatisticsError", "StopIteration") ? Exhausted(site) : null;
    }

    static string? Type(CrashSite site)
    {
        var named = site.Says("object of type '{}' has no len()") ?? site.Says("'{}' object is not subscriptable") ?? site.Says("can only concatenate list (not \"{}\") to list")
            ?? site.Says("Object of type {} is not JSON serializable") ?? site.Says("'{}' object is not reversible") ?? site.Says("'{}' object has no attribute '");
        return named is [var type] && Lazy.Contains(type[(type.LastIndexOf('.') + 1)..]) ? type[(type.LastIndexOf('.') + 1)..] : null;
    }

    static Finding? Measured(CrashSite site, string type)
    {
        var origins = ValueTrace.OfLine(site).Where(v => Kind(site, v.Module, v.Value) == type).ToList();
        var cause = $"{site.Place}: a {type} is used like a list";
        if (origins is not [var (module, origin)])
            return origins.Count == 0 ? null : new Doubt($"{cause}.", "Several on the line could be the one.");
        if (site.Says("'{}' object has no attribute '{}'") is [_, var asked] && !BuiltinTypes.Attributes("list").Contains(asked))
            return new Doubt($"{cause}.", $"A list has no '{asked}' either; one of the values that it gives may be meant.");
        if (IsEndless(site, module, origin))
            return new Doubt($"{cause}.", $"{origin.Text} has no end, so no list can hold it.");
        return new Repair($"{cause}; {origin.Text} has to be one.", 0.9, Listed(module, origin));
    }

    /// <summary>A local generator or iterator that is gone over a second time, when nothing is left.</summary>
    static Repair? Exhausted(CrashSite site)
    {
        if (site.Function is not { } function)
            return null;
        var scope = site.Module.ScopeWithin(function.Node);
        var found = new List<(Binding Binding, SyntaxNode Second)>();
        foreach (var name in scope.Names)
        {
            if (scope[name] is not [{ Kind: BindingKind.Assignment, Direct: true, Source: { } source } binding] || Kind(site, site.Module, source) is not { } kind || kind.StartsWith("dict_", StringComparison.Ordinal))
                continue;
            var uses = Names.Variables(site.Module, name).Where(n => n.Start > source.End && n.End <= function.Node.End && IsConsumed(n)).ToList();
            if (uses.Count >= 2 && uses[1].Line <= site.Line && uses[0].Statement() is { } first && !(first.Kind == "for_statement" && first.All("break_statement").Any()) && !first.Ancestors().Any(a => a.Is("if_statement", "else_clause") && uses[1].Start > a.End))
                found.Add((binding, uses[1]));
        }
        if (found is not [var (lazy, second)])
            return null;
        return new Repair($"{CrashSite.PlaceOf(site.Module, lazy.Node)}: '{lazy.Name}' can be gone over once only, and line {second.Line} does it a second time, when nothing is left.", 0.88, Listed(site.Module, lazy.Source!));
    }

    /// <summary>True for a generator whose loop nothing ends, or that goes over one.</summary>
    static bool IsEndless(CrashSite site, PythonModule module, SyntaxNode value)
    {
        var within = value.DescendantsAndSelf().ToList();
        if (Calls.Target(site, module, value) is { } function)
            within.AddRange(function.Node.DescendantsAndSelf());
        return within.Any(n => n.Kind == "call" && (n.CalledName() is "count" or "cycle" || n.CalledName() == "repeat" && n.Arguments().Count == 1) && n.Field("function")!.Text is var callee && (!callee.Contains('.', StringComparison.Ordinal) || callee.StartsWith("itertools.", StringComparison.Ordinal))
            || n.Kind == "while_statement" && n.Field("condition")?.Text is "True" or "1" && !n.DescendantsAndSelf().Any(inner => inner.Is("break_statement", "return_statement", "raise_statement")));
    }

    static bool IsConsumed(SyntaxNode name) => name.Parent switch
    {
        { Kind: "argument_list", Parent: { } call } => Consumers.Contains(call.CalledName()),
        { Kind: "for_statement" or "for_in_clause" } loop => loop.Field("right") == name,
        _ => false,
    };

    static string? Kind(CrashSite site, PythonModule module, SyntaxNode value)
    {
        if (value.Kind == "generator_expression")
            return "generator";
        if (value.Kind != "call")
            return null;
        if (value.IsCallOf("map", "filter", "zip", "reversed", "enumerate") && module.ScopeOf(value).Owner(value.CalledName()!) is null)
            return value.CalledName();
        if (value.IsMethodCall("keys", "values", "items") && value.Arguments().Count == 0)
            return "dict_" + value.CalledName();
        return Calls.Target(site, module, value) is { IsGenerator: true, IsAsync: false } ? "generator" : null;
    }

    static Change Listed(PythonModule module, SyntaxNode value) =>
        value.Kind == "generator_expression" && value.Text.StartsWith('(') ? Change.Replace(module, value, $"[{value.Text[1..^1]}]") : Change.Wrap(module, value, "list(", ")");
}
