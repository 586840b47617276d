using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A coroutine that is used without <c>await</c>, or an <c>await</c> on a plain function's result.</summary>
static class MissingAwait
{
    static readonly string[] TaskMembers = ["add_done_callback", "remove_done_callback", "cancel", "cancelled", "cancelling", "uncancel", "done", "result", "exception", "get_name", "set_name", "get_loop", "get_coro"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError", "AttributeError"))
            return null;
        if (site.Says("object {} can't be used in 'await' expression") is not null)
            return Needless(site);
        if (!site.Message.Contains("coroutine", StringComparison.Ordinal))
            return null;
        var found = ValueTrace.OfLine(site).Where(v => v.Value.Kind == "call" && v.Value.Parent?.Kind != "await" && Calls.Target(site, v.Module, v.Value) is { IsAsync: true, IsGenerator: false }).ToList();
        if (found.Count == 0)
            return null;
        var (module, call) = found[0];
        var cause = $"{CrashSite.PlaceOf(module, call)}: {call.Text} calls a coroutine function, and its result is used without await";
        if (found.Count > 1)
            return new Doubt($"{cause}.", "Several calls lack it.");
        if (site.Says("'coroutine' object has no attribute '{}'") is [var asked] && TaskMembers.Contains(asked))
            return new Doubt($"{cause}.", $"'{asked}' belongs to a task: it may have to run beside the rest.");
        if (call.Ancestors().TakeWhile(a => a.Kind != "function_definition").Any(a => a.Kind == "lambda"))
            return new Doubt($"{cause}.", "A lambda cannot await.");
        if (call.Function() is not { } around || !around.IsAsync())
            return new Doubt($"{cause}.", "The function around it is not async, so it cannot await.");
        return new Repair($"{cause}.", 0.94, call.IsFollowedByTrailer() ? Change.Wrap(module, call, "(await ", ")") : Change.Before(module, call, "await "));
    }

    static Finding? Needless(CrashSite site)
    {
        var awaits = site.All("await").Where(a => a.NamedChildren.FirstNode() is { Kind: "call" } call && Calls.Target(site, site.Module, call) is { IsAsync: false }).ToList();
        if (awaits is [var mixed] && Calls.Target(site, site.Module, mixed.NamedChildren.First()) is { } function
            && function.Returns.OfType<SyntaxNode>().Any(r => r.All("call").Any(c => Calls.Target(site, function.Module, c) is { IsAsync: true })))
            return new Doubt($"{site.Place}: {mixed.NamedChildren.First().Text} gave no coroutine.", "In other cases it gives one, which has to be awaited.");
        return awaits is [var only] ? new Repair($"{site.Place}: {only.NamedChildren.First().Text} is no coroutine and cannot be awaited.", 0.9, Change.Replace(site.Module, only, only.NamedChildren.First().Text)) : null;
    }
}
