using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A call that leaves out an argument which other calls of the same function show, or which the caller has at hand under the parameter's name.</summary>
static class MissingArgument
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError") || site.RaisedInLibrary || site.Says("{}() missing 1 required positional argument: '{}'") is not [var title, var last])
            return null;
        if (last is "self" or "cls" || Calls.Titled(site.Project, title) is not [var function])
            return null;
        if (Calls.Of(site, function).ToList() is not [var call] || Calls.Split(call) is not var (positional, keywords))
            return null;
        var parameters = function.CallerParameters.Where(p => p.Kind == ParameterKind.Positional).ToList();
        var cause = $"{site.Place}: {function.Title} takes {string.Join(", ", parameters.Select(p => p.Name))}, and the call {call.Text} leaves one out";
        // Without keywords, the arguments fill from the left; which one is really missing shows in their names.
        var siblings = Calls.Named(site.Project, function.Class is not null && function.Name == "__init__" ? function.Class.Name : function.Name)
            .Where(c => c.Call != call && Calls.Split(c.Call) is var (p, k) && p.Count + k.Count == positional.Count + keywords.Count + 1).ToList();
        if (parameters.Count == 0)
            return null;
        if (Gap(function, parameters, positional, keywords, siblings) is not { } gap)
            return new Doubt($"{cause}.", "Which argument is missing does not follow from the other calls.");
        var wanted = parameters[gap];
        if (Value(site, call, wanted, siblings, gap) is not var (text, evidence))
            return new Doubt($"{cause}: '{wanted.Name}'.", "Its value does not follow from the code.");
        if (gap < positional.Count)
            return new Repair($"{cause}: '{wanted.Name}' has to be {text}, {evidence}.", 0.87, Change.Before(site.Module, positional[gap], text + ", "));
        var list = call.Field("arguments")!;
        var added = keywords.Count > 0 ? $"{wanted.Name}={text}" : text;
        return new Repair($"{cause}: '{wanted.Name}' has to be {text}, {evidence}.", 0.87,
            call.Arguments() is [.., var final] ? Change.After(site.Module, final, ", " + added) : new Change(site.Module, list.Start + 1, list.Start + 1, added));
    }

    /// <summary>The index of the parameter that the call leaves out.</summary>
    static int? Gap(FunctionDefinition function, List<Parameter> parameters, IReadOnlyList<SyntaxNode> positional, IReadOnlyDictionary<string, SyntaxNode> keywords, List<(PythonModule Module, SyntaxNode Call)> siblings)
    {
        var open = parameters.Where(p => !keywords.ContainsKey(p.Name) && p.Default is null).ToList();
        if (positional.Count == 0 || keywords.Count > 0)
            return open.Count == positional.Count + 1 ? parameters.IndexOf(open[^1]) : null;
        var scores = Enumerable.Range(0, positional.Count + 1).Select(gap => (Gap: gap, Score: Score(gap))).OrderByDescending(s => s.Score).ToList();
        return scores.Count > 1 && scores[0].Score > scores[1].Score && scores[0].Gap < parameters.Count ? scores[0].Gap : null;

        // How well the arguments fit when that parameter is the missing one: by name, and by what other calls pass there.
        int Score(int gap)
        {
            var score = 0;
            for (var i = 0; i < positional.Count; i++)
            {
                var place = i < gap ? i : i + 1;
                if (place >= parameters.Count)
                    return -1;
                if (Mentions(positional[i], parameters[place].Name))
                    score += 3;
                score += siblings.Count(s => Calls.Split(s.Call)!.Value.Positional is var other && place < other.Count && other[place].Text == positional[i].Text);
            }
            return score;
        }
    }

    static bool Mentions(SyntaxNode argument, string parameter)
    {
        var name = argument.Kind == "attribute" ? argument.Field("attribute")!.Text : argument.Kind == "subscript" ? argument.Field("subscript")!.StringValue() ?? "" : argument.Text;
        return name == parameter || name.EndsWith("_" + parameter, StringComparison.Ordinal) || parameter.EndsWith("_" + name, StringComparison.Ordinal);
    }

    /// <summary>The one value that fits the parameter in the caller, with the reason.</summary>
    static (string Text, string Evidence)? Value(CrashSite site, SyntaxNode call, Parameter wanted, List<(PythonModule Module, SyntaxNode Call)> siblings, int gap)
    {
        var scope = site.Module.ScopeOf(call);
        var visible = scope.Visible().ToList();
        if (visible.Contains(wanted.Name, StringComparer.Ordinal) && scope.Owner(wanted.Name) is { Kind: ScopeKind.Function } && scope.Owner(wanted.Name)![wanted.Name].Any(b => b.Node.Line < site.Line))
            return (wanted.Name, "which the caller has under that name");
        // Every object has a name, but hardly the one that is asked for.
        var everyObjectHasOne = wanted.Name is "name" or "id" or "key" or "kind" or "type" or "value" or "status" or "path" or "title" or "label" or "data" or "text" or "code" or "number" or "date" or "count" or "size";
        if (!everyObjectHasOne && site.Function?.Class is { } type && site.Function.Parameters is [{ Name: "self" }, ..] && site.Symbols.MembersOf(type).All[wanted.Name].FirstOrDefault() is { Kind: not MemberKind.Method })
            return ($"self.{wanted.Name}", "which the object has under that name");
        if (site.Function is { Parameters: var own } && own.Where(p => p.Node.Text != "self").Select(p => p.Name).Where(n => HasMember(site, n, wanted.Name)).ToList() is [var holder])
            return ($"{holder}.{wanted.Name}", $"which {holder} has under that name");
        var passed = siblings.Select(s => Calls.Split(s.Call)!.Value).Select(s => s.Keywords.TryGetValue(wanted.Name, out var named) ? named : gap < s.Positional.Count ? s.Positional[gap] : null)
            .OfType<SyntaxNode>().Select(n => n.Text).Distinct(StringComparer.Ordinal).ToList();
        var constants = visible.Where(n => !n.Any(char.IsLower) && n.Any(char.IsLetter) && Words(n).Contains(wanted.Name.ToLowerInvariant())).ToList();
        if (constants.Count > 1)
            constants = Named(constants, wanted.Name, Words(site.Function?.Name ?? "")) is [var byName] ? [byName] : Named(constants, wanted.Name, Context(site));
        if (constants is [var constant])
            return (constant, passed.Count > 0 ? $"as other calls pass {passed[0]}" : "the only constant for it");
        if (constants.Count == 0 && passed is [var same] && (visible.Contains(same.Split('.')[0], StringComparer.Ordinal) || char.IsDigit(same[0]) || same[0] is '"' or '\''))
            return siblings.Count > 1 ? (same, "as every other call passes it") : null;
        return null;
    }

    /// <summary>The constants whose other words are all in the caller's context.</summary>
    static List<string> Named(List<string> constants, string parameter, IReadOnlyCollection<string> context) =>
        [.. constants.Where(c => Words(c).Where(w => !w.Equals(parameter, StringComparison.OrdinalIgnoreCase)).All(context.Contains))];

    static bool HasMember(CrashSite site, string name, string member) =>
        site.Function!.Node.All("identifier").Where(n => n.Text == name && n.Line == site.Line).FirstNode() is { } use
        && site.Types.Of(use, site.Module) is { Class: { } type } && site.Symbols.MembersOf(type).Find(member) is { Kind: not MemberKind.Method };

    /// <summary>The words of the calling function's name and docstring.</summary>
    static HashSet<string> Context(CrashSite site) =>
        site.Function is { } function ? [.. Words(function.Name), .. function.Node.Docstring().ToLowerInvariant().Split([' ', '\n', '.', ',', ';', ':', '(', ')', '\''], StringSplitOptions.RemoveEmptyEntries)] : [];

    static string[] Words(string name) => name.ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);
}
