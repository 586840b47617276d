using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A quotient, which is a float, in a place that needs a whole number: an index, a range, a repetition.</summary>
static partial class FloatIndex
{
    static readonly string[] Messages =
        ["indices must be integers or slices, not float", "'float' object cannot be interpreted as an integer", "slice indices must be integers", "can't multiply sequence by non-int of type 'float'", "indices must be integers, not 'float'"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError") || !Messages.Any(m => site.Message.Contains(m, StringComparison.Ordinal)))
            return null;
        var found = Places(site).SelectMany(place => Origins(site, place)).DistinctBy(o => (o.Module.Path, o.Value.Start)).ToList();
        if (found.Count == 0)
            return null;
        var cause = $"{site.Place}: a whole number is needed and {found[0].Value.Text} gives a float";
        if (found.Count > 1)
            return new Doubt($"{cause}.", $"Several values could be the float: {string.Join(", ", found.Select(f => f.Value.Text))}.");
        var (module, value) = found[0];
        if (value.Bare().Binary() is { Operator: "/" } quotient && value.Function() is { } around && around.DescendantsAndSelf().Any(n => n.Kind == "slice" && n.All("binary_operator").Any(b => b.Binary() is { Operator: "*" } step && (step.Left.Bare().Text == quotient.Right.Bare().Text || step.Right.Bare().Text == quotient.Right.Bare().Text))))
            return new Doubt($"{cause}.", "It counts pieces, and the last one may not be whole.");
        if (value.Bare().Binary() is { Operator: "/" } && RoundsUp().IsMatch(value.Function()?.Text ?? value.Statement()?.Text ?? ""))
            return new Doubt($"{cause}.", "A part that is left over may need one more, so whether to round up or down is not certain.");
        return value.Bare().Binary() is var (left, op, right) && op == "/" && IsWhole(site, module, left) && IsWhole(site, module, right)
            ? new Repair($"{CrashSite.PlaceOf(module, value)}: {value.Text} divides with '/', which gives a float, and the result is used where a whole number is needed. It has to be '//'.", 0.92,
                Change.Replace(module, value.Bare().Field("operator")!, "//"))
            : new Repair($"{CrashSite.PlaceOf(module, value)}: {value.Text} is a float and is used where a whole number is needed.", 0.8, value.Kind == "parenthesized_expression" ? Change.Before(module, value, "int") : Change.Wrap(module, value, "int(", ")"));
    }

    /// <summary>The expressions on the line that must be whole numbers.</summary>
    static IEnumerable<SyntaxNode> Places(CrashSite site)
    {
        foreach (var node in site.Nodes)
        {
            if (node.Kind == "subscript" && node.Field("subscript") is { } index)
            {
                foreach (var part in index.Kind == "slice" ? index.NamedChildren : [index])
                    yield return part;
            }
            if (node.IsCallOf("range", "islice") || node.IsMethodCall("zfill", "rjust", "ljust", "center", "insert", "pop"))
            {
                foreach (var argument in node.Arguments())
                    yield return argument;
            }
            if (node.Kind == "binary_operator" && node.Binary() is var (left, op, right) && op == "*" && site.Message.Contains("multiply", StringComparison.Ordinal))
            {
                if (site.Types.Of(left, site.Module)?.Name is "str" or "list")
                    yield return right;
                if (site.Types.Of(right, site.Module)?.Name is "str" or "list")
                    yield return left;
            }
        }
    }

    /// <summary>The float-valued expressions that a place's value comes from.</summary>
    static IEnumerable<(PythonModule Module, SyntaxNode Value)> Origins(CrashSite site, SyntaxNode place)
    {
        if (IsFloat(site, site.Module, place.Bare()))
        {
            yield return (site.Module, place);
            yield break;
        }
        place = place.Bare();
        foreach (var name in place.DescendantsAndSelf(n => n.Kind != "call").Where(n => n.Kind == "identifier" || n.IsSelfAttribute()))
        {
            foreach (var value in Values(site, name).Where(value => IsFloat(site, site.Module, value.Bare())))
                yield return (site.Module, value);
        }
        if (place.Kind == "call" && Returned(site, place) is { } function)
        {
            foreach (var value in function.Returns.OfType<SyntaxNode>().Where(v => IsFloat(site, function.Module, v.Bare())))
                yield return (function.Module, value);
        }
    }

    static IEnumerable<SyntaxNode> Values(CrashSite site, SyntaxNode name)
    {
        if (name.Kind == "identifier")
            return site.Module.ScopeOf(name).Owner(name.Text) is { } scope ? scope[name.Text].Where(b => b is { Kind: BindingKind.Assignment, Direct: true, Source: not null }).Select(b => b.Source!) : [];
        return site.Function?.Class is { } type
            ? type.SelfAssignments.Where(a => a.Name == name.Field("attribute")!.Text && a.Assignment.Kind == "assignment").Select(a => a.Assignment.Field("right")).OfType<SyntaxNode>() : [];
    }

    static FunctionDefinition? Returned(CrashSite site, SyntaxNode call) => site.Symbols.FunctionOf(call.Field("function")!, site.Module)
        ?? (call.Field("function") is { } f && f.IsSelfAttribute() ? site.Function?.Class?.Method(f.Field("attribute")!.Text) : null);

    static bool IsFloat(CrashSite site, PythonModule module, SyntaxNode node) =>
        node.Binary() is { } binary && node.Kind == "binary_operator" && (binary.Operator == "/"
            || binary.Operator is "*" or "+" or "-" && (IsFloat(site, module, binary.Left.Bare()) || IsFloat(site, module, binary.Right.Bare())))
        || node.Is("float") || node.IsCallOf("float", "fsum") || node.Kind == "binary_operator" && site.Types.Of(node, module)?.Name == "float";

    // round and ROUND_UP, but not around and background.
    [GeneratedRegex(@"(?i:pages|chunks|batch|ceil|left ?over|remainder|_page|_chunk)|(^|[^A-Za-z])(?i:round)|[a-z]Round", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RoundsUp();

    static bool IsWhole(CrashSite site, PythonModule module, SyntaxNode node) =>
        !IsFloat(site, module, node.Bare()) && !node.All("float").Any() && site.Types.Of(node, module)?.Name is null or "int";
}
