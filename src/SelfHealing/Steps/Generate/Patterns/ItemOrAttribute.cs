using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>An item of a dict read like an attribute, or an attribute of an object read like an item.</summary>
static class ItemOrAttribute
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Is("AttributeError") && site.Says("'dict' object has no attribute '{}'") is [var name])
            return ToItem(site, name);
        if (!site.Is("TypeError"))
            return null;
        if (site.Says("'{}' object is not subscriptable") is [var type] && site.Symbols.ClassesNamed(type) is [var known])
            return ToAttribute(site, [known]);
        return site.Message.StartsWith("tuple indices must be integers or slices, not str", StringComparison.Ordinal)
            ? ToAttribute(site, [.. site.Project.Classes.Where(c => c.Bases.Any(b => b.Text is "NamedTuple" or "typing.NamedTuple"))]) : null;
    }

    static Finding? ToItem(CrashSite site, string name)
    {
        if (site.All("attribute").Where(a => a.Field("attribute")!.Text == name).ToList() is not [var access] || access.Parent is { Kind: "call" } call && call.Field("function") == access)
            return null;
        var isKey = site.Project.Modules.SelectMany(m => m.Nodes).Any(n => n.Kind == "pair" && n.Field("key")?.StringValue() == name || n.Kind == "subscript" && n.Field("subscript")?.StringValue() == name);
        if (!isKey)
            return null;
        var receiver = access.Field("object")!;
        if (site.Types.Of(receiver, site.Module)?.Name != "dict" && site.Project.Classes.Any(c => site.Symbols.MembersOf(c).Find(name) is not null))
            return new Doubt($"{site.Place}: {receiver.Text} is a dict here.", $"Classes have a '{name}' too, and their objects may come here as well.");
        if (site.Types.Of(receiver, site.Module)?.Name != "dict" && site.Project.Modules.SelectMany(m => m.Nodes).Any(n => n.CalledName() is "parse_args" or "parse_known_args" or "Namespace" or "SimpleNamespace" or "namedtuple" or "make_dataclass"))
            return new Doubt($"{site.Place}: {receiver.Text} is a dict here.", $"The program makes objects too whose values are attributes, and they may come here as well.");
        if (ValueTrace.Of(site, receiver).Any(v => v.Value.Kind == "call" && v.Value.CalledName() is { } made && (made == "SimpleNamespace" || site.Symbols.ClassesNamed(made).Count > 0)))
            return new Doubt($"{site.Place}: {receiver.Text} is a dict here.", $"In other cases it is an object, whose '{name}' is an attribute.");
        var alike = site.Module.Nodes.Where(n => n.Kind == "attribute" && n.Text == access.Text && n.Function() == access.Function()).ToList();
        return new Repair($"{site.Place}: {receiver.Text} is a dict; its '{name}' is an item, not an attribute.", 0.92,
            [.. alike.Select(a => new Change(site.Module, a.Field("object")!.End, a.End, $"[{Quote(a)}{name}{Quote(a)}]"))]);
    }

    static Finding? ToAttribute(CrashSite site, IReadOnlyList<ClassDefinition> types)
    {
        var reads = site.All("subscript").Where(s => s.Field("subscript")?.StringValue() is { } key && types.Any(t => site.Symbols.MembersOf(t).Find(key) is not null)
            && (site.Types.Of(s.Field("value")!, site.Module) is not { } known || known.Class is not null || known.Name == "tuple")).ToList();
        if (reads.Count == 0)
            return null;
        var owner = types.First(t => site.Symbols.MembersOf(t).Find(reads[0].Field("subscript")!.StringValue()!) is not null);
        var receiver = reads[0].Field("value")!.Text;
        if (reads.Any(r => r.Field("value")!.Text != receiver))
            return new Doubt($"{site.Place}: a {owner.Name} is read like a dict.", "Several objects on the line could be the one.");
        if (reads.Any(r => site.Types.Of(r.Field("value")!, site.Module) is null && IsStoredKey(site, r.Field("subscript")!.StringValue()!)))
            return new Doubt($"{site.Place}: {receiver} is a {owner.Name} here.", "Dicts have that key too, and may come here as well.");
        return new Repair($"{site.Place}: {receiver} is a {owner.Name}, whose values are attributes, not items.", 0.92,
            [.. reads.Select(r => new Change(site.Module, r.Field("value")!.End, r.End, "." + r.Field("subscript")!.StringValue()))]);
    }

    static bool IsStoredKey(CrashSite site, string key) => site.Project.Modules.SelectMany(m => m.Nodes).Any(n => n.Kind == "pair" && n.Field("key")?.StringValue() == key);

    /// <summary>The quote to use: not the one of a string around.</summary>
    static string Quote(SyntaxNode node)
    {
        var around = node.Ancestors().Where(a => a.Kind == "string").FirstNode();
        if (around is { } text)
            return text.Children[0].Text.EndsWith('"') ? "'" : "\"";
        return node.Ancestors().Last().All("string_start").Count(s => s.Text.EndsWith('\'')) > node.Ancestors().Last().All("string_start").Count(s => s.Text == "\"") ? "'" : "\"";
    }
}
