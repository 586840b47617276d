using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A datetime without a time zone in a program whose other datetimes are in UTC.</summary>
static partial class NaiveDatetime
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError") || !site.Message.Contains("offset-naive and offset-aware", StringComparison.Ordinal))
            return null;
        var sources = site.Project.Modules.SelectMany(m => m.Nodes.Where(n => n.Kind == "call").Select(n => (Module: m, Call: n, Aware: IsAware(n)))).Where(s => s.Aware is not null).ToList();
        var aware = sources.Where(s => s.Aware == true).ToList();
        var naive = sources.Where(s => s.Aware == false).ToList();
        var cause = $"{site.Place}: a datetime with a time zone meets one without";
        if (naive.Count == 0 || aware.Count == 0 || aware.Any(s => !UsesUtc(s.Call)))
            return new Doubt($"{cause}.", "Where the one without comes from is not certain.");
        var inFrames = naive.Where(s => site.Frames.Any(f => f.Path == s.Module.Path)).ToList();
        var chosen = naive.Count == 1 ? naive : SaysUtc(site) ? naive : inFrames.Count == 1 && aware.Count > 1 ? inFrames : [];
        if (chosen.Count == 0)
            return new Doubt($"{cause}.", $"Several places make one without: {string.Join("; ", naive.Take(4).Select(s => CrashSite.PlaceOf(s.Module, s.Call)))}.");
        if (!SaysUtc(site) && chosen.Any(s => s.Call.CalledName() == "strptime" && !NamesUtc(s.Call)))
            return new Doubt($"{cause}.", "In which zone the text is written is not said.");
        if (!SaysUtc(site) && chosen.Any(s => s.Call.CalledName() is "combine" or "datetime") && site.Project.Paths.Any(path => OtherZone().IsMatch(site.Project.Tree.Files[path])))
            return new Doubt($"{cause}.", "The program knows other zones than UTC, and the time may be meant in one of them.");
        var first = chosen[0];
        return new Repair($"{CrashSite.PlaceOf(first.Module, first.Call)}: {first.Call.Text} makes a datetime without a time zone, while the rest of the program has them in UTC, as {CrashSite.PlaceOf(aware[0].Module, aware[0].Call)}.", 0.88,
            [.. chosen.SelectMany(s => Repaired(s.Module, s.Call))]);
    }

    /// <summary>Whether a call makes a datetime with a time zone; null when it makes none, or none that is certain.</summary>
    static bool? IsAware(SyntaxNode call)
    {
        if (call.Field("function") is not { } function || function.Text.Split('.') is not [.., var last] parts)
            return null;
        if (parts.Length > 1 && parts[^2] != "datetime" && parts[^2] != "dt")
            return null;
        if (parts.Length == 1 && last != "datetime")
            return null;
        var arguments = call.Arguments();
        if (call.Parent is { Kind: "attribute" } next && next.Field("attribute")!.Text is var then && next.Parent is { Kind: "call" } chained)
        {
            if (then == "astimezone" || then == "replace" && chained.Keyword("tzinfo") is not null)
                return true;
            if (then is "date" or "time" or "strftime" or "timestamp" or "isoformat")
                return null;
        }
        return last switch
        {
            "utcnow" or "utcfromtimestamp" => false,
            "now" => arguments.Count > 0,
            "fromtimestamp" => arguments.Count > 1,
            "strptime" => arguments is [_, var format] && format.StringValue() is { } text ? text.Contains("%z", StringComparison.Ordinal) ? null : false : null,
            "datetime" when arguments.Count >= 3 => call.Keyword("tzinfo") is not null || arguments.Count > 7,
            "combine" => call.Keyword("tzinfo") is not null || arguments.Count > 2,
            _ => null,
        };
    }

    static bool UsesUtc(SyntaxNode call) => call.Statement() is not { } statement
        || statement.Text.Contains("utc", StringComparison.OrdinalIgnoreCase) || !statement.Text.Contains("ZoneInfo", StringComparison.Ordinal) && !statement.Text.Contains("pytz", StringComparison.Ordinal);

    static bool SaysUtc(CrashSite site) => site.Project.Modules.Any(m => m.Root.Docstring() is var doc && doc.Contains("UTC", StringComparison.Ordinal)
        && (doc.Contains("aware", StringComparison.OrdinalIgnoreCase) || doc.Contains("all ", StringComparison.OrdinalIgnoreCase)));

    /// <summary>True when the format, the code or the words around say UTC: "%H:%M:%SZ".</summary>
    static bool NamesUtc(SyntaxNode strptime) =>
        strptime.Arguments() is [_, var format] && format.StringValue()?.EndsWith('Z') == true && !format.Text.Contains("%Z", StringComparison.Ordinal)
        || (strptime.Function() ?? strptime.Statement()) is { } around && around.Text.Contains("UTC", StringComparison.OrdinalIgnoreCase) && !Contrast().IsMatch(around.Docstring());

    [GeneratedRegex(@"ZoneInfo|pytz|gettz|\b(?:Europe|America|Asia|Africa|Australia|Pacific)/|local time|time ?zone of", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OtherZone();

    /// <summary>Words after which UTC is said of something else: "local time; everything else is UTC".</summary>
    [GeneratedRegex(@"\b(?:else|other|others|rest|local|but|while|unlike|convert\w*)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Contrast();

    static IEnumerable<Change> Repaired(PythonModule module, SyntaxNode call)
    {
        var (zone, import) = Imports.Need(module, "datetime", "timezone");
        if (import is not null)
            yield return import;
        var utc = zone + ".utc";
        var function = call.Field("function")!;
        var name = function.Text[(function.Text.LastIndexOf('.') + 1)..];
        var list = call.Field("arguments")!;
        switch (name)
        {
            case "now":
                yield return Change.Replace(module, list, $"({utc})");
                break;
            case "utcnow":
                yield return new Change(module, function.End - name.Length, list.End, $"now({utc})");
                break;
            case "utcfromtimestamp" or "fromtimestamp":
                yield return new Change(module, function.End - name.Length, list.End, $"fromtimestamp({call.Arguments()[0].Text}, {utc})");
                break;
            case "strptime":
                yield return Change.After(module, call, $".replace(tzinfo={utc})");
                break;
            default:
                yield return Change.After(module, call.Arguments()[^1], $", tzinfo={utc}");
                break;
        }
    }
}
