using System.Globalization;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A loop over the indexes of a sequence that reads past its end.</summary>
static class OffByOneRange
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("IndexError") || !site.Message.Contains("index out of range", StringComparison.Ordinal))
            return null;
        foreach (var subscript in site.All("subscript"))
        {
            if (site.Message.StartsWith("list assignment", StringComparison.Ordinal) && subscript.Field("subscript") is { } at && IsLength(at, subscript.Field("value")!.Text))
                return new Doubt($"{site.Place}: an item is stored one past the last.", "A new item at the end may be meant, not another last one.");
            if (subscript.Field("subscript") is { } index && InSubscript(site, subscript.Field("value")!.Text, index) is { } finding)
                return finding;
        }
        return null;
    }

    static Finding? InSubscript(CrashSite site, string sequence, SyntaxNode index)
    {
        if (IsLength(index, sequence))
            return new Repair($"{site.Place}: {sequence}[len({sequence})] is one past the last item.", 0.95, Change.Replace(site.Module, index, "-1"));
        var (name, ahead) = Offset(index);
        if (name is null || ahead < 0)
            return null;
        if (Loop(index, name) is not { } loop || Bound(site, loop, sequence) is not { } bound)
            return null;
        var furthest = loop.All("subscript").Where(s => s.Field("value")!.Text == sequence).Select(s => Offset(s.Field("subscript")!))
            .Where(o => o.Name == name).Select(o => o.Ahead).Append(ahead).Max();
        if (bound.Beyond + furthest < 1)
            return null;
        var cause = $"{site.Place}: the loop in line {loop.Line} lets {name} run so far that {sequence}[{index.Text}] is past the last item";
        if (furthest == 0 && bound.Start != 0 && !loop.All("subscript").Any(s => s.Field("value")!.Text == sequence && Offset(s.Field("subscript")!) is var (n, o) && n == name && o < 0))
            return new Doubt($"{cause}.", $"The loop counts from {bound.Start}; whether the bound or the index is meant to be one less is not certain.");
        if (furthest > 0 && site.Function is { } function && SpeaksOfTheLast(function.Node.Docstring()))
            return new Doubt($"{cause}.", "Its documentation says something of the last item or what follows it.");
        if (furthest > 0 && loop.Is("for_statement", "while_statement") && !EveryEffectNeedsNext(loop, sequence, name))
            return new Doubt($"{cause}.", "The loop also does something with each item alone, the last one included.");
        return new Repair($"{cause}. It has to stop {(furthest == 0 ? "at the last item" : $"{furthest} before the end")}.", 0.92, bound.Repair(furthest));
    }

    /// <summary>True when a documentation speaks of the last item, or of something that ends where it starts.</summary>
    static bool SpeaksOfTheLast(string documentation) => documentation.ToLowerInvariant()
        .Split([' ', '\n', '.', ',', ';', ':', '(', ')', '-'], StringSplitOptions.RemoveEmptyEntries)
        .Any(word => word is "last" or "final" or "wrap" or "wraps" or "wrapping" or "around" or "cyclic" or "circular" or "ring" or "closed");

    /// <summary>How an index depends on a variable: <c>i</c>, <c>i + 1</c>, <c>i - 1</c>.</summary>
    static (string? Name, int Ahead) Offset(SyntaxNode index)
    {
        index = index.Bare();
        if (index.Kind == "identifier")
            return (index.Text, 0);
        if (index.Binary() is var (left, op, right) && op is "+" or "-" && left.Kind == "identifier"
            && int.TryParse(right.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (left.Text, op == "+" ? number : -number);
        return (null, 0);
    }

    static bool IsLength(SyntaxNode node, string sequence) =>
        node.IsCallOf("len") && node.Arguments() is [var argument] && argument.Text == sequence;

    /// <summary>The loop whose variable the name is.</summary>
    static SyntaxNode? Loop(SyntaxNode index, string name) => index.Ancestors()
        .TakeWhile(a => !a.Is("function_definition", "class_definition"))
        .Where(a => a.Kind == "for_statement" && a.Field("left")!.TargetNames().Any(n => n.Text == name)
            || a.IsComprehension() && a.NamedChildren.Any(c => c.Kind == "for_in_clause" && c.Field("left")!.TargetNames().Any(n => n.Text == name))
            || a.Kind == "while_statement" && a.Field("condition")!.All("identifier").Any(n => n.Text == name)).FirstNode();

    sealed record LoopBound(int Start, int Beyond, Func<int, Change> Repair);

    /// <summary>Where the loop ends, counted from the length of the sequence.</summary>
    static LoopBound? Bound(CrashSite site, SyntaxNode loop, string sequence)
    {
        if (loop.Kind == "while_statement")
            return OfWhile(site, loop.Field("condition")!, sequence);
        var source = loop.Kind == "for_statement" ? loop.Field("right") : loop.NamedChildren.First(c => c.Kind == "for_in_clause").Field("right");
        if (source is not { } iterated)
            return null;
        if (iterated.IsCallOf("enumerate") && iterated.Arguments() is [var items] && items.Text == sequence)
            return new LoopBound(0, 0, ahead => Change.Replace(site.Module, items, $"{sequence}[:-{ahead}]"));
        if (!iterated.IsCallOf("range") || iterated.Arguments().ToList() is not { Count: 1 or 2 } arguments)
            return null;
        var stop = arguments[^1];
        var start = arguments.Count == 1 ? 0 : int.TryParse(arguments[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return Length(site, stop, sequence) is var (length, beyond)
            ? new LoopBound(start, beyond, ahead => Change.Replace(site.Module, stop, ahead == 0 ? length.Text : $"{length.Text} - {ahead}")) : null;
    }

    static LoopBound? OfWhile(CrashSite site, SyntaxNode condition, string sequence)
    {
        foreach (var comparison in condition.All("comparison_operator"))
        {
            var parts = comparison.Children;
            if (parts is not [{ Kind: "identifier" }, { Kind: "<" or "<=" } op, var stop] || Length(site, stop, sequence) is not var (length, beyond))
                continue;
            var past = beyond + (op.Kind == "<=" ? 1 : 0);
            return new LoopBound(0, past, ahead => op.Kind == "<=" && ahead == 0
                ? Change.Replace(site.Module, op, "<")
                : new Change(site.Module, op.Start, stop.End, ahead == 0 ? $"< {length.Text}" : $"< {length.Text} - {ahead}"));
        }
        return null;
    }

    /// <summary><c>len(x)</c>, <c>len(x) + 1</c>, or a variable that holds it.</summary>
    static (SyntaxNode Length, int Beyond)? Length(CrashSite site, SyntaxNode node, string sequence)
    {
        if (IsLength(node, sequence))
            return (node, 0);
        if (node.Binary() is var (left, op, right) && op is "+" or "-" && Length(site, left, sequence) is var (length, beyond)
            && int.TryParse(right.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (length, beyond + (op == "+" ? number : -number));
        if (node.Kind == "identifier" && site.Module.ScopeOf(node).Owner(node.Text)?[node.Text] is [{ Kind: BindingKind.Assignment, Direct: true, Source: { } value }] && IsLength(value, sequence))
            return (node, 0);
        return null;
    }

    /// <summary>True when all that the loop does depends on the item ahead, so that the last round has nothing to do.</summary>
    static bool EveryEffectNeedsNext(SyntaxNode loop, string sequence, string name)
    {
        var tainted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in loop.Field("body")!.DescendantsAndSelf().Where(n => n.IsStatement()))
        {
            var needs = Needs(statement.Is("if_statement", "while_statement") ? statement.Field("condition")! : statement);
            if (needs && statement.All("assignment").FirstNode() is { } assignment)
                tainted.UnionWith(assignment.Field("left")!.TargetNames().Select(n => n.Text));
            if (statement.All("augmented_assignment").FirstNode() is { } step && step.Field("left")!.Text == name)
                continue;
            if (Body.HasEffect(statement) && !needs && !statement.Ancestors().TakeWhile(a => a != loop).Any(a => a.Is("if_statement", "while_statement") && Needs(a.Field("condition")!)))
                return false;
        }
        return true;

        bool Needs(SyntaxNode node) => node.DescendantsAndSelf().Any(n => n.Kind == "identifier" && tainted.Contains(n.Text)
            || n.Kind == "subscript" && n.Field("value")!.Text == sequence && Offset(n.Field("subscript")!) is var (of, ahead) && of == name && ahead > 0);
    }
}
