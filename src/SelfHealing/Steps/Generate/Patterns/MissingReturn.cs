using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A function whose result is used and that never returns what it has made.</summary>
static class MissingReturn
{
    public static Finding? Find(CrashSite site)
    {
        if (!NoneValue.IsBlamed(site))
            return null;
        var found = NoneValue.Calls(site).SelectMany(c => Reached(site, c.Module, c.Call)).Distinct()
            .Where(f => f.Returns.All(r => r is null || r.Kind == "none") && !f.IsGenerator && f.Returns.All(r => r is null) && !IsStub(f)).ToList();
        if (found is not [var function])
            return null;
        var cause = $"{CrashSite.PlaceOf(function.Module, function.Node)}: {function.Title} returns nothing, and {site.Place} uses its result";
        return Change(site, function) is var (change, what) ? new Repair($"{cause}. {what}.", 0.9, change) : new Doubt($"{cause}.", "What it should return is not certain.");
    }

    /// <summary>The function that a call reaches; for a decorated one also the decorator and the function that it puts in its place.</summary>
    static IEnumerable<FunctionDefinition> Reached(CrashSite site, PythonModule module, SyntaxNode call)
    {
        if (Calls.Target(site, module, call) is not { } function)
            yield break;
        var decorators = function.Node.Parent is { Kind: "decorated_definition" } decorated ? decorated.Children.Where(c => c.Kind == "decorator").ToList() : [];
        var replaced = false;
        foreach (var decorator in decorators.Select(d => d.NamedChildren.First()).Select(d => d.Kind == "call" ? d.Field("function")! : d))
        {
            if (site.Symbols.FunctionOf(decorator, function.Module) is not { } wrapping)
                continue;
            replaced = true;
            yield return wrapping;
            foreach (var inner in wrapping.Module.Functions.Where(f => f.Node != wrapping.Node && f.Node.Start > wrapping.Node.Start && f.Node.End <= wrapping.Node.End))
                yield return inner;
        }
        if (!replaced)
            yield return function;
    }

    static bool IsStub(FunctionDefinition function) => function.Node.Statements().All(s => s.Is("pass_statement", "raise_statement") || s.DocstringLiteral() is not null || s.Text == "...");

    static (Change Change, string What)? Change(CrashSite site, FunctionDefinition function)
    {
        var statements = function.Node.Statements();
        var last = statements[^1];
        var inner = statements.Select(s => s.Kind == "decorated_definition" ? s.Field("definition")! : s).Where(s => s.Kind == "function_definition").ToList();
        if (inner is [var wrapper] && wrapper.Field("name")!.Text is var name && !Names.Variables(function.Module, name).Any(n => n != wrapper.Field("name") && n.Start > function.Node.Start && n.End <= function.Node.End))
            return (Patterns.Change.LinesAfter(function.Module, last, $"return {name}"), $"It defines {name}() and has to return it");
        if (function.Class is { } type && type.Methods.Where(m => m != function && m.Returns.Any(r => r is { Kind: "identifier", Text: "self" })).ToList() is { Count: > 0 } siblings && last.Kind != "return_statement"
            && site.Nodes.Any(n => n.IsMethodCall(function.Name) && n.IsFollowedByTrailer()))
            return (Patterns.Change.LinesAfter(function.Module, last, "return self"), $"{siblings[0].Title} and others return self");
        if (Made(function) is { } local)
            return (Patterns.Change.LinesAfter(function.Module, last, $"return {local}"), $"It makes '{local}' and does nothing with it");
        if (DropsMore(function, last))
            return null;
        if (last.Kind == "expression_statement" && last.NamedChildren.ToList() is [var value] && value.Is("call", "attribute", "identifier", "binary_operator", "subscript", "list_comprehension", "dictionary_comprehension", "string", "comparison_operator", "boolean_operator", "conditional_expression", "dictionary", "list")
            && last.DocstringLiteral() is null && !SharedState.Mutations(last).Any() && !(value.Kind == "call" && value.CalledName() is "print" or "sort" or "debug" or "info" or "warning" or "error"))
            return (Patterns.Change.Before(function.Module, last, "return "), $"Its last line computes {value.Text} and drops it");
        return null;
    }

    /// <summary>True when the last line is not the only candidate: the function drops the result of another call, or passes what it has made to the last one.</summary>
    static bool DropsMore(FunctionDefinition function, SyntaxNode last) => last.NamedChildren.FirstNode() is { Kind: "call" } call
        && (function.Node.Statements().Any(s => s != last && s.Kind == "expression_statement" && s.NamedChildren.FirstNode() is { Kind: "call" } other && !SharedState.Mutations(s).Any() && other.CalledName() is not ("print" or "sort" or "debug" or "info" or "warning" or "error"))
            || call.Parent == last && function.Module.ScopeWithin(function.Node) is var scope && call.Arguments().Any(a => a.Kind == "identifier" && scope[a.Text].Any(b => b.Kind == BindingKind.Assignment) && call.Arguments().Count == 1));

    /// <summary>The only local variable that is filled and never read for anything else.</summary>
    static string? Made(FunctionDefinition function)
    {
        var scope = function.Module.ScopeWithin(function.Node);
        var idle = scope.Names.Where(n => scope[n].All(b => b.Kind is BindingKind.Assignment or BindingKind.Augmented && b.Direct) && !scope.Globals.Contains(n) && !scope.Nonlocals.Contains(n)
            && scope[n].Any(b => b.Node.Statement() is { } s && s.Parent == function.Node.Field("body"))
            && Names.Variables(function.Module, n).Where(v => v.Start > function.Node.Start && v.End <= function.Node.End).All(IsFilled)).ToList();
        return idle is [var only] ? only : null;
    }

    static bool IsFilled(SyntaxNode name)
    {
        if (name.Parent is not { } parent)
            return false;
        if (parent.Is("assignment", "augmented_assignment") && parent.Field("left") == name)
            return true;
        if (parent.Kind == "subscript" && parent.Field("value") == name)
            return Names.IsWritten(parent) || parent.Parent is { Kind: "attribute", Parent: { Kind: "call", Parent: { Kind: "expression_statement" } } };
        return parent.Kind == "attribute" && parent.Parent is { Kind: "call", Parent: { Kind: "expression_statement" } };
    }
}
