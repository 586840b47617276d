using System.Globalization;
using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A text that should have been made a number where it was read, as other readers, an annotation or its use show.</summary>
static partial class MissingConversion
{
    static readonly string[] Converters = ["int", "float", "Decimal"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError", "ValueError") || !Blames(site.Message))
            return null;
        var found = Fields(site).Concat(Annotated(site)).Concat(Environment(site)).DistinctBy(f => (f.Module.Path, f.Value.Start)).ToList();
        if (found.Count == 0)
            return null;
        var (module, value, converter, evidence) = found[0];
        var cause = $"{CrashSite.PlaceOf(module, value)}: {value.Text} stays a text; {evidence}, and {site.Place} calculates with it";
        return found.Count == 1 ? new Repair($"{cause}.", 0.89, Change.Wrap(module, value, converter + "(", ")")) : new Doubt($"{cause}.", $"So may {string.Join(", ", found.Skip(1).Select(f => f.Value.Text))}.");
    }

    static bool Blames(string message) =>
        (message.Contains("'str'", StringComparison.Ordinal) || message.Contains("not str", StringComparison.Ordinal) || message.Contains("(not \"int\") to str", StringComparison.Ordinal) || message.Contains("(not \"float\") to str", StringComparison.Ordinal))
        && (message.Contains("operand", StringComparison.Ordinal) || message.Contains("not supported between", StringComparison.Ordinal) || message.Contains("must be real number", StringComparison.Ordinal)
            || message.Contains("cannot be interpreted as an integer", StringComparison.Ordinal) || message.Contains("can't multiply", StringComparison.Ordinal) || message.Contains("to str", StringComparison.Ordinal)
            || message.Contains("Unknown format code", StringComparison.Ordinal) || message.Contains("a real number is required", StringComparison.Ordinal));

    sealed record Place(PythonModule Module, SyntaxNode Value, string Converter, string Evidence);

    /// <summary>Fields on the failing line that one reader converts and another does not.</summary>
    static IEnumerable<Place> Fields(CrashSite site)
    {
        var keys = ValueTrace.OfLine(site).Select(v => v.Value).Concat(site.Nodes).Select(Key).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var key in keys)
        {
            var stored = site.Project.Modules.SelectMany(m => m.Nodes.Where(n => n.Kind == "pair" && n.Field("key")?.StringValue() == key).Select(n => (Module: m, Value: n.Field("value")!))).ToList();
            var raw = stored.Where(s => s.Value.Is("identifier", "subscript") || s.Value.IsMethodCall("strip", "get")).ToList();
            var converted = stored.Where(s => s.Value.IsCallOf(Converters) && raw.All(r => AreAlike(s.Value, r.Value))).ToList();
            // Another source may write such an amount with a fraction.
            if (converted.Count > 0 && raw.Count == 1 && !(converted[0].Value.CalledName() == "int" && MayHaveFraction().IsMatch(NameWords.Joined(key))) && converted.All(c => c.Value.CalledName() == converted[0].Value.CalledName()))
                yield return new Place(raw[0].Module, raw[0].Value, converted[0].Value.CalledName()!, $"{CrashSite.PlaceOf(converted[0].Module, converted[0].Value)} makes '{key}' a number");
            // The same item of the input is converted wherever else it is read.
            var reads = site.Project.Modules.SelectMany(m => m.Nodes.Where(n => Key(n) == key && n.Kind != "pair" && !Names.IsWritten(n)).Select(n => (Module: m, Node: n))).ToList();
            var inCalls = reads.Where(r => r.Node.Parent is { Kind: "argument_list", Parent: { } call } && call.IsCallOf(Converters)).ToList();
            var bare = reads.Except(inCalls).ToList();
            if (stored.Count == 0 && inCalls.Count > 0 && bare is [var only] && inCalls.Select(c => c.Node.Parent!.Parent!.CalledName()).Distinct(StringComparer.Ordinal).ToList() is [{ } converter])
                yield return new Place(only.Module, only.Node, converter, $"{CrashSite.PlaceOf(inCalls[0].Module, inCalls[0].Node)} makes '{key}' a number");
        }
    }

    /// <summary>True when two dicts may describe the same kind of thing: they have another key in common, or one has no other.</summary>
    static bool AreAlike(SyntaxNode one, SyntaxNode other)
    {
        var (a, b) = (Keys(one), Keys(other));
        return a.Count == 1 || b.Count == 1 || a.Intersect(b, StringComparer.Ordinal).Count() > 1;

        static List<string> Keys(SyntaxNode value) => [.. value.Parent!.Parent!.NamedChildren.Where(n => n.Kind == "pair").Select(n => n.Field("key")!.Text.Replace('\'', '"'))];
    }

    // taxrate and tax_rates, but not generated and iterations.
    [GeneratedRegex(@"amount|price|cost|weight|balance|temperature|distance|duration|percent|height|width|length|(rate|fee|ratio)s?([^a-z]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MayHaveFraction();

    static string? Key(SyntaxNode node) => node.Kind == "subscript" ? node.Field("subscript")?.StringValue() : node.IsMethodCall("get") && node.Arguments() is [var first, ..] ? first.StringValue() : null;

    /// <summary>Fields and results declared as numbers that are given texts.</summary>
    static IEnumerable<Place> Annotated(CrashSite site)
    {
        foreach (var name in site.All("attribute").Select(a => a.Field("attribute")!.Text).Distinct(StringComparer.Ordinal))
        {
            var owners = site.Project.Classes.SelectMany(c => c.Fields.Where(f => f.Name == name && f.Type is { } type && Converters.Contains(type.Text)).Select(f => (Class: c, f.Type))).ToList();
            if (owners is not [var (type, annotation)] || type.Method("__init__") is not null)
                continue;
            var position = type.Fields.Select(f => f.Name).ToList().IndexOf(name);
            foreach (var (module, call) in site.Project.Modules.SelectMany(m => m.Nodes.Where(n => n.Kind == "call" && site.Symbols.ClassOf(n.Field("function")!, m) == type).Select(n => (m, n))))
            {
                if (Calls.Split(call) is var (positional, keywords) && (keywords.TryGetValue(name, out var named) ? named : position < positional.Count ? positional[position] : null) is { } value && IsText(site, module, value))
                    yield return new Place(module, value, annotation!.Text, $"{type.Name} declares '{name}' as {annotation.Text}");
            }
        }
        foreach (var call in ValueTrace.OfLine(site).Where(v => v.Value.Kind == "call"))
        {
            if (Calls.Target(site, call.Module, call.Value) is not { ReturnType: { } declared } function || !Converters.Contains(declared.Text))
                continue;
            foreach (var returned in function.Returns.OfType<SyntaxNode>().Where(r => IsText(site, function.Module, r)))
                yield return new Place(function.Module, returned, declared.Text, $"{function.Title} declares {declared.Text}");
        }
    }

    /// <summary>Texts from the environment, the command line or the user that meet a number; a float where a fraction may come.</summary>
    static IEnumerable<Place> Environment(CrashSite site)
    {
        if (!site.Message.Contains("int", StringComparison.Ordinal))
            yield break;
        var takesFraction = site.All("call").Any(c => c.CalledName() == "sleep");
        foreach (var (module, value) in ValueTrace.OfLine(site))
        {
            var outside = value.Kind == "call" && value.Field("function")!.Text is "os.environ.get" or "os.getenv" or "input" || value.Kind == "subscript" && value.Field("value")!.Text is "os.environ" or "sys.argv";
            if (outside && value.Function() is var around && (around is null || around.Field("return_type") is null))
                yield return new Place(module, value, takesFraction || value.All("string").Any(s => s.StringValue() is { } text && text.Contains('.', StringComparison.Ordinal) && decimal.TryParse(text, CultureInfo.InvariantCulture, out _)) ? "float" : "int", "what comes from outside is a text");
        }
    }

    static bool IsText(CrashSite site, PythonModule module, SyntaxNode value) =>
        site.Types.Of(value, module)?.Name == "str" || value.Kind == "subscript" && site.Types.Of(value, module) is null && !value.IsCallOf(Converters)
        || value.Kind == "identifier" && module.ScopeOf(value).Owner(value.Text)?[value.Text] is [{ Direct: false, Source: { } source }] && source.IsMethodCall("split");
}
