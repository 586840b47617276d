using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Many places of a list or dict that all hold one and the same inner list: <c>[[]] * n</c>, <c>dict.fromkeys(keys, [])</c>; and a constant that is changed through another name.</summary>
static class SharedItems
{
    public static Finding? Find(CrashSite site)
    {
        if (!SharedState.IsComplaint(site))
            return null;
        var reachable = site.Project.Modules.Where(m => site.Frames.Any(f => f.Path == m.Path || Imports.Reaches(site, site.Project.At(f.Path)!, m))).ToList();
        var found = reachable.SelectMany(m => m.Nodes.Select(n => Shared(m, n)).OfType<(SyntaxNode Node, string Text, string Why)>().Select(s => (Module: m, s.Node, s.Text, s.Why))).ToList();
        if (found is not [var (module, node, text, why)])
            return null;
        return new Repair($"{CrashSite.PlaceOf(module, node)}: {why}, so that a change to one shows in all. That is how {site.Place} comes to raise {site.ExceptionType}.", 0.83, Change.Replace(module, node, text));
    }

    static (SyntaxNode Node, string Text, string Why)? Shared(PythonModule module, SyntaxNode node)
    {
        if (node.Kind == "binary_operator" && node.Binary() is { Operator: "*", Left: { Kind: "list" } list } product && list.NamedChildren.ToList() is [var inner] && IsMade(inner))
            return (node, $"[{inner.Text} for _ in range({product.Right.Text})]", $"{node.Text} puts one and the same inner object into every place");
        if (node.IsMethodCall("fromkeys") && node.Receiver()?.Text == "dict" && node.Arguments() is [var keys, var value] && SharedState.IsMutable(value))
            return (node, $"{{key: {value.Text} for key in {keys.Text}}}", $"{node.Text} gives every key one and the same {value.Text}");
        if (node.Kind == "assignment" && node.Field("right") is { Kind: "identifier" } source && node.Field("left") is { Kind: "identifier" } name && node.Function() is { } function && !source.Text.Any(char.IsLower)
            && module.Scope[source.Text] is [{ Kind: BindingKind.Assignment, Source: { } constant }] && SharedState.IsMutable(constant) && SharedState.Mutations(function).Any(m => m.Text == name.Text))
            return (source, $"{(constant.Kind == "list" ? "list" : constant.Kind == "set" ? "set" : "dict")}({source.Text})", $"'{name.Text}' is the constant {source.Text} itself and is changed");
        return null;
    }

    /// <summary>True for a list, dict or set that is made on the spot, <c>[0] * n</c> included.</summary>
    static bool IsMade(SyntaxNode value) => value.Is("list", "dictionary", "set", "list_comprehension") || value.Binary() is { Operator: "*", Left: { Kind: "list" } };
}
