using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A method or function that is used as a value where its result is meant: the parentheses are missing, or are brackets.</summary>
static class MissingCall
{
    static readonly string[] WithArguments = ["append", "get", "join", "extend", "add", "remove", "insert", "index", "count", "startswith", "endswith", "update", "setdefault", "replace"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError", "AttributeError") || !Mentions(site.Message))
            return null;
        var brackets = site.All("subscript").Where(s => s.Field("value") is { Kind: "attribute" or "identifier" } value && TakesArguments(site, value)).ToList();
        if (brackets is [var bracketed] && site.Message.Contains("not subscriptable", StringComparison.Ordinal))
            return Parenthesize(site, bracketed);
        var found = ValueTrace.OfLine(site).Where(v => IsUncalled(v.Value) && IsCallable(site, v.Module, v.Value)).ToList();
        if (found.Count == 0)
            return null;
        var (module, node) = found[0];
        var cause = $"{CrashSite.PlaceOf(module, node)}: {node.Text} is the {(node.Kind == "attribute" ? "method" : "function")} itself; its result is meant, but it is not called";
        if (found.Count == 1 && LooksLikeProperty(site, node))
            return new Doubt($"{cause}.", "It may as well be meant as a property, like others of its class.");
        return found.Count == 1 ? new Repair($"{cause}.", 0.93, Change.After(module, node, "()")) : new Doubt($"{cause}.", $"So are {string.Join(", ", found.Skip(1).Select(f => f.Value.Text))}.");
    }

    /// <summary>True when nothing calls the method and its class has properties.</summary>
    static bool LooksLikeProperty(CrashSite site, SyntaxNode node) => node.Kind == "attribute" && node.Field("attribute")!.Text is var name
        && !Calls.Named(site.Project, name).Any() && site.Project.Classes.Any(c => c.Method(name) is { IsProperty: false } && c.Methods.Any(m => m.IsProperty));

    static bool Mentions(string message) => message.Contains("'method'", StringComparison.Ordinal) || message.Contains("'builtin_function_or_method'", StringComparison.Ordinal)
        || message.Contains("'function'", StringComparison.Ordinal) || message.Contains("method found", StringComparison.Ordinal) || message.Contains("type method", StringComparison.Ordinal)
        || message.Contains("not method", StringComparison.Ordinal) || message.Contains("to method.__format__", StringComparison.Ordinal) || message.Contains("\"method\"", StringComparison.Ordinal)
        || message.Contains("non-iterable method", StringComparison.Ordinal);

    static bool IsUncalled(SyntaxNode node) => node.Is("attribute", "identifier")
        && !(node.Parent is { Kind: "call" } call && call.Field("function") == node)
        && !(node.Parent is { Kind: "keyword_argument" } keyword && keyword.Field("name") == node)
        && !(node.Parent is { Kind: "attribute" } attribute && attribute.Field("attribute") == node);

    static bool IsCallable(CrashSite site, PythonModule module, SyntaxNode node)
    {
        if (site.Types.Of(node, module) is { } type)
            return type.Function is { } function && function.CallerParameters.All(p => p.Default is not null || p.Kind is ParameterKind.Star or ParameterKind.DoubleStar);
        if (node.Kind != "attribute")
            return false;
        var name = node.Field("attribute")!.Text;
        var members = site.Project.Classes.SelectMany(c => site.Symbols.MembersOf(c).All[name]).ToList();
        if (members.Count > 0)
            return members.All(m => m.Kind == MemberKind.Method && m.Method!.CallerParameters.All(p => p.Default is not null));
        return name is "items" or "keys" or "values" or "strip" or "lower" or "upper" or "split" or "splitlines" or "title" or "read" or "readlines" or "copy" or "isoformat" or "total_seconds" or "date" or "time";
    }

    static bool TakesArguments(CrashSite site, SyntaxNode value) => site.Types.Of(value, site.Module) is { Function: { } function } && function.CallerParameters.Any(p => p.Default is null)
        || value.Kind == "attribute" && WithArguments.Contains(value.Field("attribute")!.Text);

    static Repair Parenthesize(CrashSite site, SyntaxNode subscript)
    {
        var open = subscript.Children.First(c => c.Kind == "[");
        var close = subscript.Children.Last(c => c.Kind == "]");
        return new Repair($"{site.Place}: {subscript.Text} has brackets where the call of {subscript.Field("value")!.Text} needs parentheses.", 0.93,
            Change.Replace(site.Module, open, "("), Change.Replace(site.Module, close, ")"));
    }
}
