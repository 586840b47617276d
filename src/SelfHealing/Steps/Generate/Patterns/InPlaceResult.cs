using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>The result of a method that changes its object in place is used; it is None.</summary>
static class InPlaceResult
{
    static readonly string[] InPlace = ["sort", "reverse", "append", "extend", "insert", "add", "update", "clear", "remove"];

    public static Finding? Find(CrashSite site)
    {
        if (!NoneValue.IsBlamed(site))
            return null;
        var found = NoneValue.Calls(site).Where(c => IsInPlace(site, c.Module, c.Call) && c.Call.Parent is not { Kind: "expression_statement" }).ToList();
        if (found.Count == 0)
            return null;
        var (module, call) = found[0];
        var cause = $"{CrashSite.PlaceOf(module, call)}: {call.CalledName()}() changes its object and gives None; {call.Text} is used as a value";
        return found.Count == 1 && Changes(module, call) is { } change ? new Repair($"{cause}.", 0.92, change) : new Doubt($"{cause}.", "What is meant instead is not certain.");
    }

    static bool IsInPlace(CrashSite site, PythonModule module, SyntaxNode call)
    {
        if (call.IsMethodCall("shuffle") && call.Receiver()?.Text == "random")
            return true;
        return call.IsMethodCall(InPlace) && Patterns.Calls.Target(site, module, call) is null
            && site.Types.Of(call.Receiver()!, module) is null or { Name: "list" or "dict" or "set" or "deque" or "defaultdict" or "Counter" };
    }

    static Change? Changes(PythonModule module, SyntaxNode call)
    {
        var changed = call.Receiver()!;
        if (call.IsMethodCall("shuffle"))
            changed = call.Arguments()[0];
        // rows = rows.append(x): the assignment is the mistake.
        if (call.Parent is { Kind: "assignment" } assignment && assignment.Field("left") is { } left && left.Text == changed.Text && assignment.Field("type") is null)
            return Change.Replace(module, assignment, call.Text);
        // What an object holds, or a caller gave, has to change as well.
        if (changed.Kind == "attribute" || call.CalledName() == "append")
            return null;
        var arguments = string.Concat(call.Arguments().Select(a => ", " + a.Text));
        return call.CalledName() switch
        {
            "sort" => Change.Replace(module, call, $"sorted({changed.Text}{arguments})"),
            "reverse" => Change.Replace(module, call, $"list(reversed({changed.Text}))"),
            _ => null,
        };
    }
}
