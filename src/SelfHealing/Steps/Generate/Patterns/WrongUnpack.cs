using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>An unpacking into fewer or more names than the value has parts, where the code shows which part is which.</summary>
static partial class WrongUnpack
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("ValueError") || site.Says("values to unpack (expected ") is null)
            return null;
        foreach (var node in site.Nodes.Where(n => n.Is("assignment", "for_statement", "for_in_clause")))
        {
            if (node.Field("left") is not { Kind: "pattern_list" or "tuple_pattern" } left || node.Field("right") is not { } source || left.All("list_splat_pattern").Any())
                continue;
            var targets = left.NamedChildren.ToList();
            if (node.Kind == "assignment" && source.IsMethodCall("split") && Split(site, source, targets) is { } split)
                return split;
            if (Parts(site, node, source, targets.Count) is not var (parts, evidence))
                continue;
            var cause = $"{CrashSite.PlaceOf(site.Module, node)}: {source.Text} gives {parts.Count} values, {string.Join(", ", parts)} ({evidence}), and they are taken apart into {targets.Count}";
            if (parts.Count < targets.Count)
                return new Doubt($"{cause}.", "Which name has no value is not certain.");
            return Align([.. targets.Select(t => t.Text)], parts) is { } aligned
                ? new Repair($"{cause}.", 0.87, new Change(site.Module, targets[0].Start, targets[^1].End, string.Join(", ", aligned)))
                : new Doubt($"{cause}.", "Which of them are meant is not certain.");
        }
        return null;
    }

    /// <summary>The names of the parts: what the called function returns, or what other loops over the same thing call them.</summary>
    static (IReadOnlyList<string> Parts, string Evidence)? Parts(CrashSite site, SyntaxNode node, SyntaxNode source, int count)
    {
        if (node.Kind == "assignment" && Calls.Target(site, site.Module, source) is { } function)
        {
            var returns = function.Returns.ToList();
            if (returns.Count == 0 || returns.Any(r => r is not { Kind: "expression_list" or "tuple" }))
                return null;
            var shapes = returns.Select(r => r!.NamedChildren.Select(c => c.LastName()).ToList()).ToList();
            return shapes.All(s => s.Count == shapes[0].Count) && shapes[0].Count != count ? (shapes[0], function.Title) : null;
        }
        if (node.Kind == "assignment")
            return null;
        var name = source.LastName();
        var others = site.Project.Modules.SelectMany(m => m.Nodes.Where(n => n.Is("for_statement", "for_in_clause") && n != node).Select(n => (Module: m, Loop: n)))
            .Where(o => o.Loop.Field("right") is { } right && right.LastName() == name && o.Loop.Field("left") is { Kind: "pattern_list" or "tuple_pattern" })
            .Select(o => (o.Module, o.Loop, Names: o.Loop.Field("left")!.NamedChildren.Select(c => c.Text).ToList())).Where(o => o.Names.Count != count).ToList();
        return others.Count > 0 && others.All(o => o.Names.Count == others[0].Names.Count) ? (others[0].Names, CrashSite.PlaceOf(others[0].Module, others[0].Loop)) : null;
    }

    /// <summary>The targets in their order among the parts, with a placeholder for each part that none of them is named for.</summary>
    static List<string>? Align(IReadOnlyList<string> targets, IReadOnlyList<string> parts)
    {
        var aligned = new List<string>();
        var next = 0;
        foreach (var part in parts)
        {
            if (next < targets.Count && targets[next].TrimStart('_') is var target && (target == part.TrimStart('_') || Spelling.AreClose(target, part)))
                aligned.Add(targets[next++]);
            else
                aligned.Add(part.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? "_" + part.TrimStart('_') : "_");
        }
        return next == targets.Count ? aligned : null;
    }

    /// <summary>"key = value" texts whose value may hold the separator: the rest belongs to the value.</summary>
    static Finding? Split(CrashSite site, SyntaxNode call, List<SyntaxNode> targets)
    {
        var count = targets.Count;
        if (!site.Message.StartsWith("too many", StringComparison.Ordinal) || call.Arguments() is not [var separator] || separator.StringValue() is not { } text)
            return null;
        var cause = $"{site.Place}: {call.Text} gives more than {count} parts when a part itself holds '{text}'";
        var sibling = site.Project.Modules.SelectMany(m => m.Nodes).Any(n => n.IsMethodCall("split") && n.Arguments() is [var s, var most] && s.Text == separator.Text && most.Text == (count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
            || n.IsMethodCall("partition") && n.Arguments() is [var p] && p.Text == separator.Text);
        if (!sibling && !(count == 2 && text.Trim() is "=" or ":"))
            return new Doubt($"{cause}.", "Whether such a text is valid is not said.");
        // Times, versions and addresses hold the separator before the last one: "[::1]:http".
        if (!sibling && text.Trim() == ":" && !NameWords.Have(targets[^1].Text, FreeText()))
            return new Doubt($"{cause}.", $"Whether the first or the last one separates '{targets[^1].Text}' is not said.");
        // A number cannot hold the separator, so what is before it does: "::1:80".
        if (site.Module.Nodes.Any(n => n.IsCallOf("int", "float", "Decimal") && n.Function() == call.Function() && n.Arguments() is [var number, ..] && number.Text == targets[^1].Text))
            return new Doubt($"{cause}.", $"'{targets[^1].Text}' is a number, so the rest would not fit it.");
        return new Repair($"{cause}; only the first separates.", 0.83, Change.After(site.Module, separator, $", {count - 1}"));
    }

    /// <summary>Words for a part that may hold anything.</summary>
    [GeneratedRegex(@"^(v|vals?|values?|texts?|rest|messages?|body|contents?|data|desc(r|riptions?)?|comments?|notes?|reasons?|titles?)\d*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FreeText();
}
