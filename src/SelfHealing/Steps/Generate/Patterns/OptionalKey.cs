using System.Text.RegularExpressions;
using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A key that may be left out and is read as if it were always there; other code or the documentation gives its default.</summary>
static partial class OptionalKey
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("KeyError") || site.Message is not ['\'', .. var key, '\''] || key.Length == 0)
            return null;
        if (site.All("subscript").Where(s => s.Field("subscript")?.StringValue() == key && !Names.IsWritten(s) && s.Field("value")!.Text != "os.environ").ToList() is not [var read])
            return null;
        var defaults = site.Project.Modules.SelectMany(m => m.Nodes.Where(n => n.IsMethodCall("get") && n.Arguments() is [var first, ..] && first.StringValue() == key).Select(n => (Module: m, Call: n))).ToList();
        var cause = $"{site.Place}: the key '{key}' may be left out, and {read.Text} needs it";
        var ofOthers = defaults.Count;
        defaults = [.. defaults.Where(d => d.Call.Receiver()!.LastName() == read.Field("value")!.LastName())];
        var documented = Documented(site, key);
        var values = defaults.Select(d => d.Call.Arguments() is [_, var value] ? value.Text : "None").Concat(documented).DistinctBy(v => v.Replace('\'', '"'), StringComparer.Ordinal).ToList();
        if (values.Count == 0)
            return ofOthers == 0 ? null : new Doubt($"{cause}.", "Only things of other names have a default for it.");
        if (values is not [var only] || only == "None" && documented.Count == 0)
            return new Doubt($"{cause}.", $"What stands for it then is not certain: {string.Join(", ", values)}.");
        if (documented.Count == 0 && Proof().IsMatch(NameWords.Joined(key)))
            return new Doubt($"{cause}.", "It proves who asks or what is allowed, so nothing may stand in for it.");
        var evidence = defaults.Count > 0 ? $"{CrashSite.PlaceOf(defaults[0].Module, defaults[0].Call)} takes {only} then" : $"its documentation says {only} then";
        var mapping = read.Field("value")!;
        return new Repair($"{cause}; {evidence}.", 0.87, Change.Replace(site.Module, read, $"{mapping.Text}.get({read.Field("subscript")!.Text}, {only})"));
    }

    /// <summary>Defaults that the docstrings of the module, class or function give for the key.</summary>
    static List<string> Documented(CrashSite site, string key)
    {
        var texts = new[] { site.Module.Root.Docstring(), site.Function?.Node.Docstring() ?? "", site.Function?.Class?.Node.Docstring() ?? "" };
        return [.. texts.Where(t => t.Length < 20_000).SelectMany(t => t.Split('\n')).Where(line => Mentions(line, key))
            .SelectMany(line => LeftOut().Matches(line)).Select(m => m.Groups["value"].Value).Distinct(StringComparer.Ordinal)];
    }

    static bool Mentions(string line, string key)
    {
        var at = line.IndexOf(key, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || !char.IsLetterOrDigit(line[at - 1])) && (at + key.Length == line.Length || !char.IsLetterOrDigit(line[at + key.Length]));
    }

    // auth, oauth and authority, but not author.
    [GeneratedRegex(@"signature|token|passw|secret|auth([^o]|ori|$)|credential|permission|role|csrf|nonce|digest|hmac|api_?key|scope", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Proof();

    const string Value = @"(?<value>-?\d+(?:\.\d+)?|None|True|False|'[^']{0,40}'|""[^""]{0,40}""|\[\]|\{\})";

    [GeneratedRegex(@"(?:[Dd]efaults?(?: to| is|:|=)? |is |\()" + Value + @"(?: (?:if|when) (?:it is |they are )?(?:left out|missing|omitted|absent|not given|unset|not set))|[Dd]efaults?(?: to| is|:|=)? " + Value + @"(?:[\s.,;)]|$)|" + Value + @" (?:if|when) (?:it is |they are )?(?:left out|missing|omitted|absent|not given|unset|not set)", RegexOptions.NonBacktracking)]
    private static partial Regex LeftOut();
}
