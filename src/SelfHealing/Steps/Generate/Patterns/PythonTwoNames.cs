using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Names of Python 2 and what they are called in Python 3.</summary>
static class PythonTwoNames
{
    static readonly Dictionary<string, string> Modules = new(StringComparer.Ordinal)
    {
        ["ConfigParser"] = "configparser", ["Queue"] = "queue", ["SocketServer"] = "socketserver", ["cPickle"] = "pickle", ["StringIO"] = "io", ["cStringIO"] = "io",
        ["urlparse"] = "urllib.parse", ["HTMLParser"] = "html.parser", ["httplib"] = "http.client", ["__builtin__"] = "builtins", ["thread"] = "_thread", ["Tkinter"] = "tkinter",
    };

    static readonly Dictionary<string, string> Builtins = new(StringComparer.Ordinal)
    {
        ["unicode"] = "str", ["basestring"] = "str", ["xrange"] = "range", ["raw_input"] = "input", ["long"] = "int", ["unichr"] = "chr",
    };

    public static string? Module(string name) => Modules.GetValueOrDefault(name);

    /// <summary>A builtin of Python 2 that is read in Python 3.</summary>
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("NameError") || site.Says("name '{}' is not defined") is not [var name])
            return null;
        var meant = name switch { "null" => "None", "true" => "True", "false" => "False", _ => Builtins.GetValueOrDefault(name) };
        if (meant is null)
            return null;
        // "long" may be a longitude: the old names are certain where they are called or asked for as a type.
        if (name is "long" && !site.Nodes.Any(n => n.IsCallOf("long") || n.IsCallOf("isinstance") && n.All("identifier").Any(i => i.Text == name)))
            return null;
        var changes = Names.Variables(site.Module, name).Where(n => site.Module.ScopeOf(n).Owner(name) is null).Select(n => Change.Replace(site.Module, n, meant));
        return new Repair($"{site.Place}: '{name}' is not a name of Python 3; it is '{meant}'.", 0.93, [.. changes]);
    }
}
