using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A text put together from parts of which one is no text.</summary>
static partial class TextConcatenation
{
    static readonly string[] WithText = ["int", "float", "bool", "Decimal", "decimal.Decimal", "datetime.date", "datetime.datetime", "datetime.timedelta", "PosixPath", "UUID"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError"))
            return null;
        if (site.Says("sequence item {}: expected str instance, {} found") is [_, var item])
            return HasText(site, item) ? Join(site, item) : null;
        var type = site.Says("can only concatenate str (not \"{}\") to str") is [var added] ? added
            : site.Says("unsupported operand type(s) for +: '{}' and 'str'") is [var first] ? first
            : site.Says("unsupported operand type(s) for +=: '{}' and 'str'") is [var grown] ? grown : null;
        return type is not null && HasText(site, type) ? Concatenation(site, type) : null;
    }

    static bool HasText(CrashSite site, string type) =>
        WithText.Contains(type) || site.Symbols.ClassesNamed(type) is [var own] && site.Symbols.MembersOf(own).Find("__str__") is not null;

    static Finding? Concatenation(CrashSite site, string type)
    {
        foreach (var sum in site.Nodes.Where(n => n.Is("binary_operator", "augmented_assignment") && n.Parent?.Kind != "binary_operator"))
        {
            var parts = Parts(sum).ToList();
            if (parts.Count < 2 || !parts.Any(p => p.IsString() || p.Kind == "binary_operator" && p.Binary()!.Value.Left.IsString()) && !(sum.Kind == "augmented_assignment" && site.Types.Of(parts[0], site.Module)?.Name == "str"))
                continue;
            var open = parts.Where(p => !p.IsString() && site.Types.Of(p, site.Module)?.Name != "str").Where(p => !(sum.Kind == "augmented_assignment" && p == parts[0])).ToList();
            var certain = open.Where(p => site.Types.Of(p, site.Module)?.Name is { } name && name == type[(type.LastIndexOf('.') + 1)..]).ToList();
            var chosen = certain.Count > 0 ? certain : open;
            var cause = $"{site.Place}: a text is put together with '+', and a {type} is among its parts";
            if (chosen.Count == 0)
                continue;
            if (parts.Any(p => p.Is("integer", "float")))
                return new Doubt($"{cause}.", "Numbers are among the parts, which may be meant to be added first.");
            return chosen.Count == 1 || certain.Count > 0
                ? new Repair($"{cause}: {string.Join(", ", chosen.Select(c => c.Text))}.", 0.92, [.. chosen.Select(c => c.Kind == "parenthesized_expression" ? Change.Before(site.Module, c, "str") : Change.Wrap(site.Module, c, "str(", ")"))])
                : new Doubt($"{cause}.", $"Which of them is not certain: {string.Join(", ", chosen.Select(c => c.Text))}.");
        }
        return null;
    }

    [GeneratedRegex(@"\bord\(|\bchr\(|\bbytes\b|\bbytearray\b|\.encode\(|ASCII", RegexOptions.NonBacktracking)]
    private static partial Regex Letters();

    /// <summary>The operands of a chain of '+'.</summary>
    static Stack<SyntaxNode> Parts(SyntaxNode sum)
    {
        var parts = new Stack<SyntaxNode>();
        var waiting = new Stack<SyntaxNode>([sum]);
        while (waiting.TryPop(out var node))
        {
            if (node.Binary() is { Operator: "+" or "+=" } binary)
            {
                waiting.Push(binary.Left);
                waiting.Push(binary.Right);
            }
            else
                parts.Push(node);
        }
        return parts;
    }

    static Finding? Join(CrashSite site, string type)
    {
        if (site.Nodes.Where(n => n.IsMethodCall("join") && n.Arguments().Count == 1).ToList() is not [var call])
            return null;
        var argument = call.Arguments()[0];
        var cause = $"{site.Place}: join() takes texts, and {argument.Text} has a {type}";
        if (type == "int" && call.Receiver()?.StringValue() == "" && Letters().IsMatch(site.Module.Text))
            return new Doubt($"{cause}.", "The numbers may stand for letters.");
        if (argument.IsComprehension() && argument.Field("body") is { } body)
            return new Repair($"{cause}.", 0.93, Change.Wrap(site.Module, body, "str(", ")"));
        if (argument.IsCallOf("map"))
            return new Doubt($"{cause}.", "What the mapped function should give is not certain.");
        if (argument.Is("list", "tuple"))
            return new Repair($"{cause}.", 0.9, [.. argument.NamedChildren.Where(c => !c.IsString() && site.Types.Of(c, site.Module)?.Name != "str").Select(c => Change.Wrap(site.Module, c, "str(", ")"))]);
        return new Repair($"{cause}.", 0.92, Change.Replace(site.Module, argument, $"str(item) for item in {argument.Text}"));
    }
}
