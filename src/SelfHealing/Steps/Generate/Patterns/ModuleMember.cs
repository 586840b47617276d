using System.Text.RegularExpressions;
using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A module and its member of the same name mistaken for each other, and functions of the json module mistaken for each other.</summary>
static partial class ModuleMember
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Is("AttributeError") && site.Says("module '{}' has no attribute '{}'") is [var module, var name])
            return ClassOfModule(site, module, name);
        if (site.Is("AttributeError") && site.Says("type object 'datetime.datetime' has no attribute '{}'") is [var member])
            return ModuleOfClass(site, member);
        if (site.Is("AttributeError") && site.Says("'str' object has no attribute 'read'") is not null)
            return Json(site, "load", "loads", "is given a text");
        return site.Is("TypeError") && site.Says("the JSON object must be str, bytes or bytearray, not {}") is [var file] && file is "TextIOWrapper" or "BufferedReader" or "StringIO" or "BytesIO"
            ? Json(site, "loads", "load", "is given a file") : null;
    }

    static Repair? ClassOfModule(CrashSite site, string module, string name)
    {
        var accesses = site.All("attribute").Where(a => a.Field("attribute")!.Text == name && a.Field("object") is { Kind: "identifier" } of && of.Text == module).ToList();
        if (accesses.Count == 0 || !BuiltinTypes.Attributes(module).Contains(name) || !StandardLibrary.Members(module).Contains(module))
            return null;
        return new Repair($"{site.Place}: '{module}' is the module here; {name} belongs to its class {module}.{module}.", 0.94,
            [.. accesses.Select(a => Change.After(site.Module, a.Field("object")!, "." + module))]);
    }

    static Repair? ModuleOfClass(CrashSite site, string member)
    {
        var accesses = site.All("attribute").Where(a => a.Field("attribute")!.Text == member && a.Field("object")!.Text == "datetime").ToList();
        if (accesses.Count == 0 || !StandardLibrary.Members("datetime").Contains(member))
            return null;
        var changes = accesses.Select(a => Change.Replace(site.Module, a, member)).ToList();
        if (Imports.Need(site.Module, "datetime", member) is { Import: { } import })
            changes.Add(import);
        return new Repair($"{site.Place}: 'datetime' is the class here, and {member} belongs to the module.", 0.92, changes);
    }

    static Finding? Json(CrashSite site, string written, string meant, string why) =>
        site.Nodes.Where(n => n.IsMethodCall(written) && n.Receiver()?.Text == "json").ToList() is not [var call] ? null
            : meant == "loads" && call.Arguments() is [var given, ..] && ValueTrace.Of(site, given).Any(v => NamesAFile().IsMatch(v.Value.Text))
            ? new Doubt($"{site.Place}: json.{written}() {why}.", "The text looks like the name of a file, which has to be opened first.")
            : new Repair($"{site.Place}: json.{written}() {why}; json.{meant}() reads that.", 0.93, Change.Replace(site.Module, call.Field("function")!.Field("attribute")!, meant));

    [GeneratedRegex(@"path|file|\.json|fname|uri|url", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NamesAFile();
}
