using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A variable, function or class that is read under a name that does not exist, where one close name does.</summary>
static class MisspeltName
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("NameError") || site.Says("name '{}' is not defined") is not [var written])
            return null;
        if (MissingImport.IsKnown(site, written) || MissingSelfPrefix.IsMember(site, written))
            return null;
        if (site.Nodes.Where(n => n.Kind == "identifier" && n.Text == written).FirstNode() is not { } node)
            return null;
        var scope = site.Module.ScopeOf(node);
        var visible = scope.Visible().Where(name => !IsBoundHere(scope, name, node)).ToList();
        var isCalled = node.Parent is { Kind: "call" } call && call.Field("function") == node;
        var names = visible.Concat(BuiltinTypes.Builtins.Where(b => isCalled || char.IsUpper(b[0]) || node.Parent is { Kind: "type" or "argument_list" } && b is "int" or "str" or "float" or "bool" or "list" or "dict" or "tuple" or "bytes")).ToList();
        var cause = $"{site.Place}: the name '{written}' does not exist";
        var ranked = Spelling.Ranked(written, names);
        if (ranked.Count == 0)
            return null;
        if (Spelling.Closest(written, names) is not { } meant)
            return new Doubt($"{cause}.", Spelling.Doubt(written, ranked));
        var owner = scope.Owner(meant);
        var changes = Names.Variables(site.Module, written)
            .Where(n => site.Module.ScopeOf(n) is var own && own.Owner(written) is null && own.Owner(meant) == owner)
            .Select(n => Change.Replace(site.Module, n, meant)).ToList();
        var where = owner is null ? "a builtin" : owner[meant] is [var binding, ..] ? $"defined in line {binding.Node.Line}" : "in scope";
        return new Repair($"{cause}; it is a misspelling of '{meant}', {where}, the only close name in scope.", 0.93, changes);
    }

    /// <summary>A name that only this statement binds has no value yet when the statement reads it.</summary>
    static bool IsBoundHere(Scope scope, string name, SyntaxNode reader) =>
        scope[name] is [{ Kind: BindingKind.Assignment } only] && only.Node.Statement() == reader.Statement();
}
