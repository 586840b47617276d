using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Follows a value back to the expressions that it can come from.</summary>
static class ValueTrace
{
    const int LongestTrace = 4;

    /// <summary>The expression itself, what is assigned to it, and what the functions it calls return; nearest first.</summary>
    public static IEnumerable<(PythonModule Module, SyntaxNode Value)> Of(CrashSite site, SyntaxNode expression) => Of(site, site.Module, expression, 0);

    /// <summary>The same for every name, attribute and call on the failing line.</summary>
    public static IReadOnlyList<(PythonModule Module, SyntaxNode Value)> OfLine(CrashSite site) =>
        [.. site.Nodes.Where(n => n.Is("identifier", "attribute", "call")).SelectMany(n => Of(site, n)).DistinctBy(v => (v.Module.Path, v.Value.Start, v.Value.End))];

    static IEnumerable<(PythonModule Module, SyntaxNode Value)> Of(CrashSite site, PythonModule module, SyntaxNode node, int depth)
    {
        node = node.Bare();
        yield return (module, node);
        if (depth == LongestTrace)
            yield break;
        foreach (var (owner, source) in Sources(site, module, node))
        {
            foreach (var found in Of(site, owner, source, depth + 1))
                yield return found;
        }
    }

    static IEnumerable<(PythonModule Module, SyntaxNode Value)> Sources(CrashSite site, PythonModule module, SyntaxNode node)
    {
        switch (node.Kind)
        {
            case "identifier" when module.ScopeOf(node).Owner(node.Text) is { } scope:
                foreach (var binding in scope[node.Text].Where(b => b is { Direct: true, Source: not null, Kind: BindingKind.Assignment }))
                    yield return (module, binding.Source!);
                if (scope[node.Text] is [{ Kind: BindingKind.Import }] && site.Symbols.Resolve(node, module) is var (home, definition) && definition is { Kind: BindingKind.Assignment, Direct: true, Source: { } exported })
                    yield return (home, exported);
                break;
            case "attribute" when ClassOf(site, module, node.Field("object")!) is { } type:
                foreach (var member in site.Symbols.MembersOf(type).All[node.Field("attribute")!.Text])
                {
                    if (member.Value is { } value)
                        yield return (member.Class.Module, value);
                    if (member is { Kind: MemberKind.Property, Method: { } property })
                    {
                        foreach (var returned in property.Returns.OfType<SyntaxNode>())
                            yield return (property.Module, returned);
                    }
                }
                break;
            case "call" when Calls.Target(site, module, node) is { } function:
                foreach (var returned in function.Returns.OfType<SyntaxNode>())
                    yield return (function.Module, returned);
                break;
        }
    }

    static ClassDefinition? ClassOf(CrashSite site, PythonModule module, SyntaxNode node) => site.Types.Of(node, module)?.Class;
}
