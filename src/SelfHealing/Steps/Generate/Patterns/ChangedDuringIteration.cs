using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A collection that the loop over it, or what the loop calls, adds to or removes from.</summary>
static class ChangedDuringIteration
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Is("RuntimeError") && (site.Message.Contains("changed size during iteration", StringComparison.Ordinal)
            || site.Message.Contains("keys changed during iteration", StringComparison.Ordinal) || site.Message.Contains("mutated during iteration", StringComparison.Ordinal)))
            return OverCopy(site);
        return site.Is("IndexError") ? Backwards(site) : null;
    }

    static Finding? OverCopy(CrashSite site)
    {
        var loops = site.Nodes.Where(n => n.Is("for_statement", "for_in_clause") && n.Field("right") is not null).ToList();
        if (loops is not [var loop, ..])
            return null;
        var source = loop.Field("right")!;
        var wrapped = source.IsCallOf("enumerate", "sorted", "zip") ? source.Arguments()[0] : source;
        var cause = $"{site.Place}: {source.Text} is changed while the loop in line {loop.Line} goes over it";
        if (loops.Count == 1 && loop.Field("body") is { } body && AsksForOthers(body, wrapped.Receiver()?.Text ?? wrapped.Text, loop.Field("left")!))
            return new Doubt($"{cause}.", "The loop also asks what else is in it or adds to it, so one pass over a copy may not be enough.");
        if (loop.Field("body") is { } calling && CallsWhatAdds(site, calling, wrapped.Receiver() ?? wrapped))
            return new Doubt($"{cause}.", "What the loop calls adds to it, so one pass over a copy may not be enough.");
        return loops.Count == 1
            ? new Repair($"{cause}. The loop has to go over a copy.", 0.95, Change.Wrap(site.Module, wrapped, "list(", ")"))
            : new Doubt($"{cause}.", "Several loops on the line could be the one.");
    }

    /// <summary>True when a function that the loop calls adds to a collection of that name.</summary>
    static bool CallsWhatAdds(CrashSite site, SyntaxNode body, SyntaxNode collection)
    {
        var name = collection.LastName();
        return body.DescendantsAndSelf().Where(n => n.Kind == "call").Select(c => Calls.Target(site, site.Module, c)).OfType<FunctionDefinition>()
            .SelectMany(f => f.Node.DescendantsAndSelf()).Any(n => n.IsMethodCall("add", "append", "update", "extend", "setdefault") && n.Receiver()!.LastName() == name
                || n.Kind == "subscript" && Names.IsWritten(n) && n.Parent!.Kind == "assignment" && n.Field("value")!.LastName() == name);
    }

    /// <summary>True when what the loop does with one item depends on which others are still there, or gives new ones to visit.</summary>
    static bool AsksForOthers(SyntaxNode body, string collection, SyntaxNode target)
    {
        var items = target.TargetNames().Select(n => n.Text).Take(1).ToList();
        // An item that moves to another key leaves its old one.
        var removes = body.DescendantsAndSelf().Any(n => n.Kind == "delete_statement" || n.IsMethodCall("pop", "popitem", "remove", "discard"));
        return body.DescendantsAndSelf().Any(n =>
            n.Kind == "comparison_operator" && n.Children is [var item, { Kind: "in" or "not in" }, var of] && of.Text == collection && !items.Contains(item.Text)
            || n.Kind == "subscript" && !removes && n.Field("value")!.Text == collection && Names.IsWritten(n) && !items.Contains(n.Field("subscript")?.Text ?? "")
            || n.IsMethodCall("add", "append", "update", "extend", "setdefault") && n.Receiver()!.Text == collection);
    }

    /// <summary>Items deleted by index while the indexes count up: counting down leaves the smaller ones in place.</summary>
    static Finding? Backwards(CrashSite site)
    {
        foreach (var subscript in site.All("subscript").Where(s => s.Field("subscript")?.Kind == "identifier"))
        {
            var (sequence, index) = (subscript.Field("value")!.Text, subscript.Field("subscript")!.Text);
            var loop = subscript.Ancestors().Where(a => a.Kind == "for_statement" && a.Field("left")!.Text == index).FirstNode();
            if (loop?.Field("right") is not { } range || !range.IsCallOf("range") || range.Text.Replace(" ", "", StringComparison.Ordinal) is var text && text != $"range(len({sequence}))" && text != $"range(0,len({sequence}))")
                continue;
            var body = loop.Field("body")!;
            var deletes = body.DescendantsAndSelf().Where(n => n.Kind == "delete_statement" && n.Text.EndsWith($"{sequence}[{index}]", StringComparison.Ordinal)
                || n.IsMethodCall("pop") && n.Receiver()!.Text == sequence && n.Arguments() is [{ } at] && at.Text == index).ToList();
            if (deletes.Count == 0)
                continue;
            var cause = $"{site.Place}: the loop in line {loop.Line} deletes items of {sequence} while its indexes count up to the old length";
            var other = body.DescendantsAndSelf().Where(n => n.IsStatement() && Body.HasEffect(n)).Where(n => !deletes.Any(d => d.Start >= n.Start && d.End <= n.End)).ToList();
            if (other.Count > 0 || body.All("break_statement").Any() || deletes.Any(d => d.Kind == "call" && d.Parent?.Kind != "expression_statement"))
                return new Doubt($"{cause}.", "The loop does more than delete, and its order may matter.");
            return new Repair($"{cause}. Counting down keeps the indexes right.", 0.88, Change.Wrap(site.Module, range, "reversed(", ")"));
        }
        return null;
    }
}
