using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A loop over a dict, which gives its keys, where its items or values are meant; or over a list where numbered items are.</summary>
static class DictIteration
{
    static readonly string[] Counters = ["i", "idx", "index", "n", "number", "pos", "position", "rank"];

    public static Finding? Find(CrashSite site)
    {
        if (site.Is("ValueError", "TypeError") && (site.Says("values to unpack (expected 2") is not null || site.Says("cannot unpack non-iterable {} object") is not null))
            return Unpacked(site);
        if (site.Is("TypeError", "AttributeError") && (site.Message.StartsWith("string indices must be integers", StringComparison.Ordinal) || site.Says("'str' object has no attribute '{}'") is not null
            || site.Says("'int' object is not subscriptable") is not null || site.Says("'int' object has no attribute '{}'") is not null || site.Says("'str' object is not a mapping") is not null))
            return Values(site);
        return null;
    }

    static Finding? Unpacked(CrashSite site)
    {
        if (site.Message.EndsWith("NoneType object", StringComparison.Ordinal))
            return new Doubt($"{site.Place}: one of the items that are taken apart is None.", "What it stands for is not certain.");
        foreach (var loop in site.Nodes.Where(n => n.Is("for_statement", "for_in_clause")))
        {
            if (loop.Field("left") is not { Kind: "pattern_list" or "tuple_pattern" } left || loop.Field("right") is not { Kind: "identifier" or "attribute" or "call" } source || left.NamedChildren.ToList() is not [var first, _])
                continue;
            if (source.Kind == "call" && Calls.Target(site, site.Module, source) is null)
                continue;
            var type = site.Types.Of(source, site.Module);
            if (IsDict(type) && site.Module.Nodes.Any(n => n.Kind == "subscript" && Names.IsWritten(n) && n.Field("subscript")?.Bare() is { Kind: "tuple" } || n.Kind == "pair" && n.Field("key")?.Kind == "tuple"))
                return new Doubt($"{site.Place}: the loop over the dict {source.Text} gives its keys.", "Keys of the file's dicts are pairs, and these may be meant.");
            if (IsDict(type) || type is null && source.Kind != "call" && SiblingTakesItems(site, source))
                return new Repair($"{site.Place}: the loop over the dict {source.Text} gives its keys; keys and values are meant.", 0.94, Change.After(site.Module, source, ".items()"));
            if (site.Message.StartsWith("cannot unpack", StringComparison.Ordinal) && Counters.Contains(first.Text))
            {
                if (site.Module.Nodes.Any(n => n.IsCallOf("enumerate") && n.Arguments().Count > 1))
                    return new Doubt($"{site.Place}: the loop takes a number and an item from {source.Text}, which has items only.", "Whether counting starts at 0 or 1 is not certain.");
                return new Repair($"{site.Place}: the loop takes a number and an item from {source.Text}, which has items only; enumerate() numbers them.", 0.88, Change.Wrap(site.Module, source, "enumerate(", ")"));
            }
        }
        return null;
    }

    static Repair? Values(CrashSite site)
    {
        var names = site.Nodes.Where(n => n.Kind == "identifier" && n.Parent is { Kind: "subscript" or "attribute" or "dictionary_splat" } p && (p.Field("value") ?? p.Field("object") ?? n) == n).ToList();
        foreach (var name in names)
        {
            var scope = site.Module.ScopeOf(name).Owner(name.Text);
            if (scope?[name.Text] is not [{ Kind: BindingKind.Loop, Direct: true, Source: { } source }] || !IsDict(site.Types.Of(source, site.Module)))
                continue;
            if (site.Module.Nodes.Any(n => n.Kind == "subscript" && n.Field("value")!.Text == source.Text && n.Field("subscript")?.Text == name.Text && site.Module.ScopeOf(n).Owner(name.Text) == scope))
                continue;
            return new Repair($"{CrashSite.PlaceOf(site.Module, source)}: the loop over the dict {source.Text} gives its keys, and '{name.Text}' is used like one of its values.", 0.9, Change.After(site.Module, source, ".values()"));
        }
        return null;
    }

    static bool IsDict(PythonType? type) => type?.Name is "dict" or "defaultdict" or "Counter" or "OrderedDict";

    /// <summary>Other code of the file calls items() on the same thing.</summary>
    static bool SiblingTakesItems(CrashSite site, SyntaxNode source)
    {
        var name = source.LastName();
        return site.Project.Modules.Any(m => m.Nodes.Any(n => n.IsMethodCall("items") && n.Receiver() is { } of
            && of.LastName() == name && of.Kind == source.Kind && (m == site.Module || source.Kind == "attribute")));
    }
}
