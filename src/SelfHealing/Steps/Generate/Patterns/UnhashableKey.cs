using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A list or set as a key: its unchangeable counterpart is meant.</summary>
static class UnhashableKey
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError") || site.Says("unhashable type: '{}'") is not [var type])
            return null;
        var wrapper = type switch { "list" => "tuple", "set" => "frozenset", _ => null };
        var cause = $"{site.Place}: a {type} is used as a key, which has to be unchangeable";
        if (wrapper is null)
            return new Doubt($"{cause}.", "What identifies it instead is not said.");
        var keys = site.Nodes.SelectMany(Keys).Where(k => (site.Types.Of(k, site.Module)?.Name ?? type) == type).ToList();
        if (keys is not [var key])
            return new Doubt($"{cause}.", "Which value it is is not certain.");
        if (key.Kind != "identifier")
            return site.Types.Of(key, site.Module) is null ? new Doubt($"{cause}.", "The same key may be used elsewhere.") : new Repair($"{cause}; {key.Text} has to be a {wrapper}.", 0.85, Change.Wrap(site.Module, key, wrapper + "(", ")"));
        var scope = site.Module.ScopeOf(key).Owner(key.Text);
        if (scope is not { Kind: ScopeKind.Function } || scope[key.Text] is not [{ Direct: true, Kind: BindingKind.Assignment, Source: { } value }])
            return new Doubt($"{cause}.", $"'{key.Text}' comes from a caller.");
        if (SharedState.Mutations(scope.Node).Any(m => m.Text == key.Text))
            return new Doubt($"{cause}.", $"'{key.Text}' is changed after it is made.");
        var later = Names.Variables(site.Module, key.Text).Where(n => n.Start > value.End && site.Module.ScopeOf(n).Owner(key.Text) == scope && !IsReadOnly(n)).ToList();
        if (later.Count > 0 && later.Except(site.Module.Nodes.SelectMany(Keys)).Any())
            return new Doubt($"{cause}.", $"'{key.Text}' is used as a {type} too.");
        var inner = value.Kind == "list_comprehension" ? value.Text[1..^1] : value.Text;
        return new Repair($"{cause}; '{key.Text}', made in line {value.Line}, has to be a {wrapper}.", 0.88, Change.Replace(site.Module, value, $"{wrapper}({inner})"));
    }

    /// <summary>True where a tuple does as well as a list: in a loop, a comparison of sizes, a text.</summary>
    static bool IsReadOnly(SyntaxNode name) => name.Parent switch
    {
        { Kind: "for_statement" or "for_in_clause" } loop => loop.Field("right") == name,
        { Kind: "argument_list", Parent: { } call } => call.IsCallOf("len", "sum", "min", "max", "sorted", "any", "all", "enumerate", "zip", "print", "str", "repr", "tuple", "frozenset", "list", "set") || call.IsMethodCall("join"),
        { Kind: "subscript" } item => item.Field("value") == name && !Names.IsWritten(item),
        { Kind: "interpolation" } => true,
        _ => false,
    };

    static IEnumerable<SyntaxNode> Keys(SyntaxNode node)
    {
        if (node.Kind == "subscript" && node.Field("subscript") is { Kind: not "slice" } index)
            yield return index;
        if (node.Kind == "pair" && node.Parent?.Kind is "dictionary" or "dictionary_comprehension")
            yield return node.Field("key")!;
        if (node.Kind == "comparison_operator" && node.Children is [var left, { Kind: "in" or "not in" }, _])
            yield return left;
        if (node.IsMethodCall("add", "get", "setdefault", "discard") && node.Arguments() is [var first, ..])
            yield return first;
    }
}
