using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A variable under the name of a builtin, and a call that means the builtin.</summary>
static class ShadowedBuiltin
{
    public static Finding? Find(CrashSite site)
    {
        var unbound = MissingGlobal.Name(site);
        if (unbound is null && (!site.Is("TypeError") || site.Says("' object is not callable") is null))
            return null;
        foreach (var callee in site.All("call").Select(c => c.Field("function")!).Where(f => f.Kind == "identifier" && BuiltinTypes.Builtins.Contains(f.Text) && (unbound is null || f.Text == unbound)))
        {
            var name = callee.Text;
            if (site.Module.ScopeOf(callee).Owner(name) is not { } owner || owner[name].Any(b => b.Kind is BindingKind.Import or BindingKind.Function or BindingKind.Class))
                continue;
            var cause = $"{site.Place}: the builtin {name}() is meant, but '{name}' is a variable here, assigned in line {owner[name][0].Node.Line}";
            if (owner[name].Any(b => b.Kind == BindingKind.Parameter) && site.Project.Modules.SelectMany(m => m.Nodes).Any(n => n.Kind == "keyword_argument" && n.Field("name")!.Text == name))
                return new Doubt($"{cause}.", $"It is a parameter that callers name: renaming it changes them too.");
            if (owner[name].All(b => b.Kind == BindingKind.Parameter) && !site.Module.Nodes.Any(n => n.Kind == "identifier" && n.Text == name && !IsCalled(n) && IsVariable(n) && site.Module.ScopeOf(n).Owner(name) == owner && owner[name].All(b => b.Node != n)))
                return new Doubt($"{cause}.", "It is a parameter that is only called: it may be meant to be a function.");
            if (owner[name].Any(b => b.Kind == BindingKind.Parameter) && site.Module.Nodes.Any(n => n.Kind == "identifier" && n.Text == name && site.Module.ScopeOf(n).Owner(name) == owner
                && (n.Parent is { Kind: "subscript" } item && item.Field("subscript") == n || n.Parent is { Kind: "comparison_operator", Children: [var asked, { Kind: "in" or "not in" }, _] } && asked == n)))
                return new Doubt($"{cause}.", "It chooses something from a table, and that may be meant to be called.");
            if (owner.Kind == ScopeKind.Module && site.Project.Modules.Any(m => m.Nodes.SelectMany(ImportedName.Of).Any(i => i.Member == name)))
                return new Doubt($"{cause}.", "Other files import it under that name.");
            var changes = site.Module.Nodes.Where(n => n.Kind == "identifier" && n.Text == name && !IsCalled(n) && IsVariable(n))
                .Where(n => n.Start >= owner.Node.Start && n.End <= owner.Node.End && (site.Module.ScopeOf(n).Owner(name) == owner || owner[name].Any(b => b.Node == n)))
                .Select(n => Change.Replace(site.Module, n, name + "_"));
            return new Repair($"{cause}. The variable needs another name.", 0.88, [.. changes]);
        }
        return null;
    }

    static bool IsCalled(SyntaxNode node) => node.Parent is { Kind: "call" } call && call.Field("function") == node;

    static bool IsVariable(SyntaxNode node) =>
        !(node.Parent is { Kind: "attribute" } attribute && attribute.Field("attribute") == node) && !(node.Parent is { Kind: "keyword_argument" } keyword && keyword.Field("name") == node);
}
