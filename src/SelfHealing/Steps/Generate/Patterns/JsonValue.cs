using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A value that JSON does not have, in a document whose other values of that type are converted.</summary>
static class JsonValue
{
    static readonly string[] DocumentMethods = ["to_dict", "as_dict", "asdict", "to_json", "as_json", "to_record", "serialize", "serialise", "to_document"];

    static readonly string[] Converting = ["default", "cls"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError") || site.Says("Object of type {} is not JSON serializable") is not [var type])
            return null;
        var cause = $"{site.Place}: a {type} is written as JSON";
        var pairs = Pairs(site).ToList();
        var raw = pairs.Where(p => site.Types.Of(p.Value, p.Module)?.Name == type && !IsConverted(p.Value)).ToList();
        if (raw.Where(p => IsWritten(site, p.Value)).ToList() is { Count: > 0 } written)
            raw = written;
        var found = raw.Select(p => (p.Module, p.Value, Conversion: Conversion(site, p.Module, p.Key, p.Value, type, pairs))).ToList();
        if (found.Count == 0)
        {
            // The type is not declared: the same field is converted elsewhere.
            found = [.. pairs.Where(p => !IsConverted(p.Value) && p.Value.Is("attribute", "identifier", "subscript") && site.Types.Of(p.Value, p.Module) is null)
                .Select(p => (p.Module, p.Value, Conversion: SameKey(p.Key, p.Value, pairs))).Where(p => p.Conversion is not null)];
        }
        if (found.Count == 0 || found.Any(f => f.Conversion is null))
            return Encoder(site, type) ?? (Finding)new Doubt($"{cause}{(found.Count > 0 ? $" ({found[0].Value.Text} in {CrashSite.PlaceOf(found[0].Module, found[0].Value)})" : "")}.", "No other code shows how it is to be written.");
        return new Repair($"{CrashSite.PlaceOf(found[0].Module, found[0].Value)}: {found[0].Value.Text} is a {type}, which JSON does not have; {found[0].Conversion!.Evidence}.", 0.9,
            [.. found.Select(f => Change.Replace(f.Module, f.Value, f.Conversion!.Apply(f.Value.Text)))]);
    }

    /// <summary>True for a value in the failing function or in a function of the name of one that it calls: part of what is written, not of what comes in.</summary>
    static bool IsWritten(CrashSite site, SyntaxNode value) => value.Function()?.Field("name")?.Text is { } name && site.Frames.TakeLast(2)
        .Select(f => site.Project.At(f.Path)!.FunctionAt(f.Line)).OfType<FunctionDefinition>().Any(f => f.Name == name || f.Node.All("call").Any(c => c.CalledName() == name));

    sealed record Converter(Func<string, string> Apply, string Evidence);

    /// <summary>All other json.dumps calls name the same default= or cls=, and this one does not.</summary>
    static Repair? Encoder(CrashSite site, string type)
    {
        if (site.Nodes.Where(IsDump).ToList() is not [var call] || call.Keyword("default") is not null || call.Keyword("cls") is not null)
            return null;
        var others = site.Project.Modules.SelectMany(m => m.Nodes.Where(IsDump).Where(n => n != call).Select(n => (Module: m, Call: n)))
            .SelectMany(o => Converting.Where(k => o.Call.Keyword(k) is not null).Select(k => (o.Module, Keyword: k, Value: o.Call.Keyword(k)!))).ToList();
        if (others.DistinctBy(o => (o.Keyword, o.Value.Text)).ToList() is not [var other] || !Encodes(site, other.Module, other.Value, type))
            return null;
        var changes = new List<Change> { Change.After(site.Module, call.Arguments()[^1], $", {other.Keyword}={other.Value.Text}") };
        if (other.Value.Kind == "identifier" && site.Module.ScopeOf(call).Owner(other.Value.Text) is null && !BuiltinTypes.Builtins.Contains(other.Value.Text))
            changes.Add(Imports.Add(site.Module, $"from {Imports.NameOf(site, site.Symbols.Resolve(other.Value, other.Module)?.Module ?? other.Module)} import {other.Value.Text}"));
        return new Repair($"{site.Place}: this call writes JSON without {other.Keyword}={other.Value.Text}, which {CrashSite.PlaceOf(other.Module, other.Value)} gives.", 0.88, changes);
    }

    /// <summary>True for a builtin such as str, and for a function or class of the repository that knows the type.</summary>
    static bool Encodes(CrashSite site, PythonModule module, SyntaxNode encoder, string type) =>
        site.Symbols.Resolve(encoder, module) is var (_, binding) ? binding.Source is { } definition && definition.All("identifier").Any(n => n.Text == type) : BuiltinTypes.Builtins.Contains(encoder.Text);

    static bool IsDump(SyntaxNode node) => node.IsMethodCall("dumps", "dump") && node.Receiver()?.Text == "json" || node.IsCallOf("dumps");

    /// <summary>The pairs of all dict literals, and the items stored under string keys.</summary>
    static IEnumerable<(PythonModule Module, string Key, SyntaxNode Value)> Pairs(CrashSite site)
    {
        foreach (var module in site.Project.Modules)
        {
            foreach (var node in module.Nodes)
            {
                if (node.Kind == "pair" && node.Field("key")?.StringValue() is { } key && node.Field("value") is { } value)
                    yield return (module, key, value);
                if (node.Kind == "assignment" && node.Field("left") is { Kind: "subscript" } left && left.Field("subscript")?.StringValue() is { } stored && node.Field("right") is { } right)
                    yield return (module, stored, right);
            }
        }
    }

    static bool IsConverted(SyntaxNode value) => value.Kind == "call" || Inner(value) is not null;

    /// <summary>The part of a value that a conversion is applied to, and the conversion.</summary>
    static (SyntaxNode Value, Func<string, string> Apply, string Shown)? Inner(SyntaxNode value)
    {
        if (value.IsMethodCall("isoformat", "to_dict", "as_dict", "to_json", "hex", "total_seconds", "timestamp", "strftime", "decode") && value.Receiver() is { } receiver)
            return (receiver, text => $"{text}.{value.CalledName()}{value.Field("arguments")!.Text}", $".{value.CalledName()}()");
        if (value.IsCallOf("str", "float", "int", "list", "sorted", "asdict", "bool", "dict") && value.Arguments() is [var argument])
            return (argument, text => $"{value.CalledName()}({text})", $"{value.CalledName()}()");
        if (value.Kind == "attribute" && value.Field("attribute")!.Text is "value" or "name" && value.Field("object") is { Kind: "attribute" or "identifier" } of && of.Text != "self")
            return (of, text => $"{text}.{value.Field("attribute")!.Text}", $".{value.Field("attribute")!.Text}");
        return null;
    }

    static Converter? SameKey(string key, SyntaxNode value, List<(PythonModule Module, string Key, SyntaxNode Value)> pairs)
    {
        var last = value.Kind == "attribute" ? value.Field("attribute")!.Text : null;
        return Only(pairs.Where(p => p.Key == key && Inner(p.Value) is { } inner && (last is null || inner.Value.Kind != "attribute" || inner.Value.Field("attribute")!.Text == last)));
    }

    static Converter? Only(IEnumerable<(PythonModule Module, string Key, SyntaxNode Value)> examples)
    {
        var shown = examples.Select(e => (e.Module, e.Value, Inner: Inner(e.Value)!.Value)).DistinctBy(e => e.Inner.Shown).ToList();
        return shown is [var one] ? new Converter(one.Inner.Apply, $"{CrashSite.PlaceOf(one.Module, one.Value)} converts such a value with {one.Inner.Shown}") : null;
    }

    static Converter? Conversion(CrashSite site, PythonModule module, string key, SyntaxNode value, string type, List<(PythonModule Module, string Key, SyntaxNode Value)> pairs)
    {
        if (SameKey(key, value, pairs) is { } same)
            return same;
        if (Only(pairs.Where(p => Inner(p.Value) is { } inner && site.Types.Of(inner.Value, p.Module)?.Name == type)) is { } alike)
            return alike;
        if (site.Types.Of(value, module) is { Class: { } own } && site.Symbols.MembersOf(own) is { } members && DocumentMethods.Where(m => members.Find(m) is { Kind: MemberKind.Method }).ToList() is [var method])
            return new Converter(text => $"{text}.{method}()", $"{own.Name} has {method}() for that");
        if (type is "datetime" or "date" && !pairs.Any(p => p.Value.Text.Contains(".timestamp(", StringComparison.Ordinal) || p.Value.Text.Contains("strftime(", StringComparison.Ordinal)) && site.Project.Tree.Files.Where(f => f.Key.EndsWith(".py", StringComparison.Ordinal)).Any(f => f.Value.Contains("isoformat(", StringComparison.Ordinal) || f.Value.Contains("ISO 8601", StringComparison.Ordinal)))
            return new Converter(text => $"{text}.isoformat()", "the program writes and reads times in ISO form");
        return null;
    }
}
