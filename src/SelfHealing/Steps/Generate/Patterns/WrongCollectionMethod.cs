using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A method that another type or another language has, where this type has one that does the same.</summary>
static class WrongCollectionMethod
{
    static readonly Dictionary<(string Type, string Method), string> Renamed = new()
    {
        [("list", "add")] = "append", [("list", "push")] = "append", [("deque", "push")] = "append", [("deque", "add")] = "append", [("set", "append")] = "add", [("set", "push")] = "add",
        [("set", "extend")] = "update", [("list", "addAll")] = "extend", [("str", "trim")] = "strip", [("str", "toLowerCase")] = "lower", [("str", "toUpperCase")] = "upper",
        [("dict", "iteritems")] = "items", [("dict", "itervalues")] = "values", [("dict", "iterkeys")] = "keys", [("defaultdict", "iteritems")] = "items", [("Counter", "iteritems")] = "items",
        [("str", "indexOf")] = "find",
    };

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("AttributeError") || site.Says("'{}' object has no attribute '{}'") is not [var type, var method])
            return null;
        type = type[(type.LastIndexOf('.') + 1)..];
        if (site.All("attribute").Where(a => a.Field("attribute")!.Text == method).ToList() is not [var access])
            return null;
        var (module, receiver, name) = (site.Module, access.Field("object")!, access.Field("attribute")!);
        var call = access.Parent is { Kind: "call" } parent && parent.Field("function") == access ? parent : null;
        var cause = $"{site.Place}: a {type} has no '{method}'";
        if (call is not null && Renamed.TryGetValue((type, method), out var meant))
            return new Repair($"{cause}; '{meant}' does that.", 0.93, Change.Replace(module, name, meant));
        if (call is { } asked && method is "has_key" or "contains" or "includes" && type is "dict" or "list" or "str" or "set" && asked.Arguments() is [var item])
            return new Repair($"{cause}; 'in' asks for that.", 0.92, Change.Replace(module, asked, asked.Parent is { Kind: "not_operator" or "comparison_operator" or "binary_operator" } ? $"({item.Text} in {receiver.Text})" : $"{item.Text} in {receiver.Text}"));
        if (method is "length" or "size" or "len" && type is "list" or "dict" or "str" or "set" or "tuple" or "deque" && (call is null || call.Arguments().Count == 0))
            return new Repair($"{cause}; len() gives its size.", 0.93, Change.Replace(module, call ?? access, $"len({receiver.Text})"));
        if (call is { } changed && (type, method) is ("str", "decode") or ("bytes", "encode") && changed.Arguments() is [var codec, ..] && codec.StringValue()?.ToLowerInvariant() is not ("utf-8" or "utf8" or "ascii" or "latin-1" or "latin1" or "utf-8-sig"))
            return new Doubt($"{cause}.", $"{codec.Text} may change what it says, and not only how it is kept.");
        if (call is { } coded && (type, method) is ("str", "decode") or ("bytes", "encode"))
            return new Repair($"{cause}: it is already {(type == "str" ? "text" : "bytes")}.", 0.85, Change.Replace(module, coded, receiver.Text));
        return null;
    }
}
