using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A call of something that is no function: a property, an item written with parentheses, a module, or two items without a comma between.</summary>
static partial class CalledValue
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError") || site.Says("'{}' object is not callable") is not [var type])
            return null;
        var calls = site.All("call").ToList();
        if (type == "NoneType")
            return new Doubt($"{site.Place}: what is called is None.", "In other cases it may be a function.");
        if (type == "str" && calls.Any(c => c.Field("function") is { Kind: "string" or "concatenated_string" } text && Placeholder().IsMatch(text.Text)))
            return new Doubt($"{site.Place}: a text is called.", "It has places to fill, so an operator may be missing rather than a comma.");
        if (calls.Where(c => c.Field("function") is { Kind: "tuple" or "list" or "string" or "dictionary" or "integer" }).ToList() is [var joined])
            return new Repair($"{site.Place}: between {joined.Field("function")!.Text} and the next item the comma is missing, so the first is called.", 0.93,
                Change.After(site.Module, joined.Field("function")!, ","));
        if (type == "module")
            return OfModule(site, calls);
        var values = calls.Where(c => c.Field("function") is { Kind: "attribute" } f && IsData(site, f)).ToList();
        if (values is [var call])
        {
            var callee = call.Field("function")!;
            if (call.Arguments().Count == 0)
                return new Repair($"{site.Place}: {callee.Text} is {Describe(site, callee)}, not a method; reading it gives the value, and the parentheses call that value.", 0.93,
                    Change.Replace(site.Module, call.Field("arguments")!, ""));
            return Subscripted(site, type, call);
        }
        var plain = calls.Where(c => c.Field("function") is { Kind: "identifier" } f && !BuiltinTypes.Builtins.Contains(f.Text) && site.Types.Of(f, site.Module)?.Name == type).ToList();
        return plain is [var only] ? Subscripted(site, type, only) : null;
    }

    [GeneratedRegex(@"%[-0-9.]*[sdrfx]|\{", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    /// <summary>True for an attribute that every class which may be meant has as a value.</summary>
    static bool IsData(CrashSite site, SyntaxNode attribute)
    {
        var name = attribute.Field("attribute")!.Text;
        var type = site.Types.Of(attribute.Field("object")!, site.Module);
        if (type is not null && type.Class is null)
            return false;
        var members = (type?.Class is { } known ? [known] : site.Project.Classes).SelectMany(c => site.Symbols.MembersOf(c).All[name]).ToList();
        return members.Count > 0 && members.All(m => m.Kind != MemberKind.Method);
    }

    static string Describe(CrashSite site, SyntaxNode attribute)
    {
        var name = attribute.Field("attribute")!.Text;
        var owner = site.Project.Classes.First(c => site.Symbols.MembersOf(c).Find(name) is not null);
        return site.Symbols.MembersOf(owner).Find(name)!.Kind == MemberKind.Property ? $"a property of {owner.Name}" : $"an attribute of {owner.Name}";
    }

    static Repair? Subscripted(CrashSite site, string type, SyntaxNode call)
    {
        if (type is not ("list" or "dict" or "tuple" or "defaultdict" or "OrderedDict" or "Counter") || call.Arguments() is not [var index] || index.Kind == "keyword_argument")
            return null;
        return new Repair($"{site.Place}: {call.Field("function")!.Text} is a {type}; its items are reached with brackets.", 0.9, Change.Replace(site.Module, call.Field("arguments")!, $"[{index.Text}]"));
    }

    static Repair? OfModule(CrashSite site, List<SyntaxNode> calls)
    {
        foreach (var callee in calls.Select(c => c.Field("function")!).Where(f => f.Kind == "identifier"))
        {
            if (site.Module.Scope[callee.Text] is not [{ Kind: BindingKind.Import }])
                continue;
            var own = site.Symbols.ModuleOf(callee, site.Module)?.Scope.Names.Contains(callee.Text);
            if (own == true || own is null && StandardLibrary.Members(callee.Text).Contains(callee.Text))
                return new Repair($"{site.Place}: '{callee.Text}' is the module; its member of the same name is meant.", 0.92, Change.After(site.Module, callee, "." + callee.Text));
        }
        return null;
    }
}
