using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Calls of the repository's functions, and what their arguments are for.</summary>
static class Calls
{
    /// <summary>Every call of a function or method of that name.</summary>
    public static IEnumerable<(PythonModule Module, SyntaxNode Call)> Named(PythonProject project, string name) =>
        project.Modules.SelectMany(module => module.Nodes.Where(n => n.CalledName() == name).Select(n => (module, n)));

    /// <summary>The functions that a message names: <c>f</c>, <c>Class.f</c>, or a class's <c>__init__</c>.</summary>
    public static IReadOnlyList<FunctionDefinition> Titled(PythonProject project, string title)
    {
        var parts = title.Replace("<locals>.", "", StringComparison.Ordinal).Split('.');
        return [.. project.Functions.Where(f => f.Name == parts[^1] && (parts.Length < 2 || f.Class is null || f.Class.Name == parts[^2]))];
    }

    /// <summary>The calls on the failing line that may be the failing call of a function.</summary>
    public static IEnumerable<SyntaxNode> Of(CrashSite site, FunctionDefinition function)
    {
        foreach (var call in site.All("call"))
        {
            var callee = call.Field("function")!;
            if (function.Name == "__init__" && function.Class is { } made)
            {
                if (site.Symbols.ClassOf(callee, site.Module) is { } type ? IsOrDerives(site, type, made) : callee.Text is "cls" or "super().__init__")
                    yield return call;
            }
            else if (call.CalledName() == function.Name)
                yield return call;
        }
    }

    /// <summary>The repository's function that a call reaches: by its name or the type of its object, else the only one of that name; null when not certain.</summary>
    public static FunctionDefinition? Target(CrashSite site, PythonModule module, SyntaxNode call)
    {
        if (call.Kind != "call" || call.Field("function") is not { } callee)
            return null;
        if (site.Symbols.FunctionOf(callee, module) is { } plain)
            return plain;
        if (site.Types.Of(callee, module) is { } type)
            return type.Function;
        if (callee.Kind != "attribute" || site.Types.Of(callee.Field("object")!, module) is not null)
            return null;
        var name = callee.Field("attribute")!.Text;
        return !BuiltinTypes.IsMethodName(name) && site.Project.Classes.Select(c => c.Method(name)).OfType<FunctionDefinition>().ToList() is [var only] ? only : null;
    }

    /// <summary>The positional arguments, and the keyword ones by name; null when the call spreads arguments with stars.</summary>
    public static (IReadOnlyList<SyntaxNode> Positional, IReadOnlyDictionary<string, SyntaxNode> Keywords)? Split(SyntaxNode call)
    {
        var positional = new List<SyntaxNode>();
        var keywords = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
        foreach (var argument in call.Arguments())
        {
            if (argument.Is("list_splat", "dictionary_splat"))
                return null;
            if (argument.Kind == "keyword_argument")
                keywords[argument.Field("name")!.Text] = argument.Field("value")!;
            else
                positional.Add(argument);
        }
        return (positional, keywords);
    }

    static bool IsOrDerives(CrashSite site, ClassDefinition type, ClassDefinition from) =>
        type == from || site.Symbols.MembersOf(type).Find("__init__")?.Class == from;
}
