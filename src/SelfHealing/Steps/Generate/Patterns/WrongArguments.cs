using System.Globalization;
using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A call with a misspelt keyword, with an argument that has to be named, or a handler that takes other arguments than its siblings.</summary>
static class WrongArguments
{
    /// <summary>Units that a value without a name for its unit may not be in; seconds are what Python's own functions take.</summary>
    static readonly string[] Units =
        ["ms", "millis", "milliseconds", "us", "ns", "min", "mins", "minutes", "hours", "days", "weeks", "bytes", "kb", "mb", "gb", "percent", "pct", "bps", "cents", "pixels", "px", "cm", "mm", "km", "miles", "kg", "grams", "utc"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError"))
            return null;
        if (site.Says("{}() got an unexpected keyword argument '{}'") is [var title, var keyword])
            return Keyword(site, title, keyword);
        return site.Says("{}() takes {} positional argument") is [var called, var takes] && site.Says(" but {} w") is [var given]
            && int.TryParse(takes.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var got)
            && Calls.Titled(site.Project, called) is [var function] ? TooMany(site, function, most, got) : null;
    }

    static Finding? Keyword(CrashSite site, string title, string keyword)
    {
        var names = Parameters(site, title);
        if (names is null)
            return null;
        var arguments = site.All("keyword_argument").Where(a => a.Field("name")!.Text == keyword).ToList();
        if (arguments is not [var argument])
            return null;
        var call = argument.Parent!.Parent!;
        var cause = $"{site.Place}: {title}() has no parameter '{keyword}'";
        var passed = Calls.Split(call)?.Keywords.Keys.ToHashSet(StringComparer.Ordinal) ?? [];
        var open = names.Skip(Calls.Split(call)?.Positional.Count ?? 0).Where(n => !passed.Contains(n)).ToList();
        var meant = Spelling.Closest(keyword, open) ?? (open.Where(n => Contains(n, keyword)).ToList() is [var longer] ? longer : null);
        if (meant is not null && meant.Split('_').Except(keyword.Split('_'), StringComparer.Ordinal).Any(Units.Contains))
            return new Doubt($"{cause}.", $"'{meant}' is in a unit of its own, and the value may be in another.");
        if (meant is null)
            return new Doubt($"{cause}.", $"Its parameters are {string.Join(", ", names)}.");
        var others = Calls.Named(site.Project, call.CalledName()!).SelectMany(c => c.Call.Arguments().Where(a => a.Kind == "keyword_argument").Select(a => (c.Module, Name: a.Field("name")!))).ToList();
        return new Repair($"{cause}; '{meant}' is the one that fits.", 0.9, [.. others.Where(o => o.Name.Text == keyword).Select(o => Change.Replace(o.Module, o.Name, meant))]);
    }

    /// <summary>timeout and timeout_seconds.</summary>
    static bool Contains(string one, string other) =>
        one.StartsWith(other + "_", StringComparison.Ordinal) || one.EndsWith("_" + other, StringComparison.Ordinal) || other.StartsWith(one + "_", StringComparison.Ordinal) || other.EndsWith("_" + one, StringComparison.Ordinal);

    static List<string>? Parameters(CrashSite site, string title)
    {
        if (Calls.Titled(site.Project, title) is [var function])
            return function.Parameters.Any(p => p.Kind == ParameterKind.DoubleStar) ? null : [.. function.CallerParameters.Where(p => p.Kind is ParameterKind.Positional or ParameterKind.KeywordOnly).Select(p => p.Name)];
        return title.Split('.') is [.., var owner, "__init__" or "__new__"] && site.Symbols.ClassesNamed(owner) is [var type] ? [.. type.Fields.Select(f => f.Name)] : null;
    }

    static Finding? TooMany(CrashSite site, FunctionDefinition function, int most, int got)
    {
        var named = function.Parameters.Where(p => p.Kind == ParameterKind.KeywordOnly).ToList();
        if (named.Count > 0 && Calls.Of(site, function).ToList() is [var call] && Calls.Split(call) is var (positional, keywords))
        {
            var extra = positional.Skip(positional.Count - (got - most)).ToList();
            var open = named.Where(p => !keywords.ContainsKey(p.Name)).ToList();
            var cause = $"{site.Place}: {function.Title} takes {string.Join(", ", named.Select(p => p.Name))} by name only";
            var pairs = extra.Select(e => (Value: e, Name: open.FirstOrDefault(p => p.Name == e.LastName())?.Name)).ToList();
            if (pairs.Any(p => p.Name is null) && extra.Count == open.Count && extra.Count == 1)
                pairs = [(extra[0], open[0].Name)];
            return pairs.All(p => p.Name is not null) ? new Repair($"{cause}.", 0.9, [.. pairs.Select(p => Change.Before(site.Module, p.Value, p.Name + "="))]) : new Doubt($"{cause}.", "Which argument is which is not certain.");
        }
        return Handler(site, function, got);
    }

    /// <summary>A function in a table of functions that are all called alike, whose siblings take the arguments that it lacks.</summary>
    static Repair? Handler(CrashSite site, FunctionDefinition function, int got)
    {
        if (function.Class is not null || function.Parameters.Count >= got)
            return null;
        foreach (var table in site.Project.Modules.SelectMany(m => m.Nodes.Where(n => n.Is("dictionary", "list", "tuple")).Select(n => (Module: m, Node: n))))
        {
            var listed = table.Node.NamedChildren.Select(c => c.Kind == "pair" ? c.Field("value")! : c).Where(c => c.Is("identifier", "attribute"))
                .Select(c => site.Symbols.FunctionOf(c, table.Module)).OfType<FunctionDefinition>().ToList();
            var siblings = listed.Where(f => f.Node != function.Node).ToList();
            if (listed.Count == siblings.Count || siblings.Count < 2 || siblings.Any(s => s.Parameters.Count != got))
                continue;
            var names = siblings[0].Parameters.Select(p => p.Name).ToList();
            if (siblings.Any(s => !s.Parameters.Select(p => p.Name).SequenceEqual(names)))
                return null;
            var list = function.Node.Field("parameters")!;
            return new Repair($"{CrashSite.PlaceOf(function.Module, function.Node)}: {function.Title} stands in a table with functions that take ({string.Join(", ", names)}), is called like them, and takes less.", 0.86,
                Change.Replace(function.Module, list, $"({string.Join(", ", siblings[0].Parameters.Select(p => p.Node.Text))})"));
        }
        return null;
    }
}
