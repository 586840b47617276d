using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A dict that counts or collects by key and never gives a new key its first value.</summary>
static class DictAccumulator
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("KeyError"))
            return null;
        foreach (var node in site.Nodes)
        {
            if (node.Kind == "augmented_assignment" && node.Field("left") is { Kind: "subscript" } counted && node.Binary() is { Operator: "+=" or "-=" } step && IsOnlyAccumulated(site, counted))
            {
                var (mapping, key) = (counted.Field("value")!.Text, counted.Field("subscript")!.Text);
                var first = site.Types.Of(step.Right, site.Module)?.Name switch { "str" => "\"\"", "list" => "[]", "timedelta" => null, _ => "0" };
                if (step.Operator == "-=")
                    return new Doubt($"{site.Place}: {counted.Text} is taken away from and is not there.", "What is taken away from may have to be there before.");
                return first is null ? null : new Repair($"{site.Place}: {counted.Text} is added to before it has a first value; nothing else stores into {mapping}.", 0.9,
                    Change.Replace(site.Module, node, $"{counted.Text} = {mapping}.get({key}, {first}) + {step.Right.Text}"));
            }
            if (node.IsMethodCall("append", "add", "extend", "update") && node.Receiver() is { Kind: "subscript" } collected && node.Parent is { Kind: "expression_statement" } && IsOnlyAccumulated(site, collected))
            {
                var first = node.CalledName() switch { "append" or "extend" => "[]", "add" => "set()", _ => null };
                if (first is not null && LacksWhatIsCalled(site, collected.Field("value")!.Text, first))
                    return new Doubt($"{site.Place}: {collected.Text} is added to before it is made.", "Other code calls methods of it that neither a list nor a set has.");
                return first is null ? null : new Repair($"{site.Place}: {collected.Text} is added to before it is made; nothing else stores into {collected.Field("value")!.Text}.", 0.9,
                    Change.Replace(site.Module, collected, $"{collected.Field("value")!.Text}.setdefault({collected.Field("subscript")!.Text}, {first})"));
            }
        }
        return null;
    }

    /// <summary>True when the dict starts empty and keys come into it in no other way; else a missing key may be an error of the input.</summary>
    static bool IsOnlyAccumulated(CrashSite site, SyntaxNode item)
    {
        var mapping = item.Field("value")!;
        var made = ValueTrace.Of(site, mapping).Skip(1).ToList();
        if (made.Count == 0 || made.Any(m => m.Value.Text is not ("{}" or "dict()")))
            return false;
        // A node is asked for its parent last: that walks down from the root.
        return !site.Module.Nodes.Any(n => n.Kind == "assignment" && n.Field("left") is { Kind: "subscript" } left && left.Field("value")!.Span.SequenceEqual(mapping.Span)
            || n.IsMethodCall("setdefault", "update") && n.Receiver()!.Span.SequenceEqual(mapping.Span)
            || n.Kind == "assignment" && n.Field("right") is { } right && right.Span.SequenceEqual(mapping.Span)
            || n.Span.SequenceEqual(mapping.Span) && n.Parent is { Kind: "argument_list" } arguments && Calls.Target(site, site.Module, arguments.Parent!) is not null);
    }

    /// <summary>True when an item of the dict has a method called that its first value would not have.</summary>
    static bool LacksWhatIsCalled(CrashSite site, string mapping, string first) => site.Module.Nodes.Any(n =>
        n.Kind == "attribute" && n.Field("object") is { Kind: "subscript" } item && item.Field("value")!.Span.SequenceEqual(mapping)
        && !BuiltinTypes.Attributes(first == "[]" ? "list" : "set").Contains(n.Field("attribute")!.Text));
}
