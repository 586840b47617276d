using System.Text.RegularExpressions;
using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A format specification that the formatted value's type does not have.</summary>
static partial class WrongFormatCode
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Is("TypeError") && site.Says("unsupported format string passed to {}.__format__") is [var type])
            return AsText(site, type);
        if (!site.Is("ValueError"))
            return null;
        if (site.Says("Unknown format code '{}' for object of type '{}'") is [var code, var of])
            return WrongCode(site, code, of);
        if (site.Message.Contains("Precision not allowed in integer format specifier", StringComparison.Ordinal))
            return WrongCode(site, "d", "int");
        if (site.Message.Contains("Invalid format specifier", StringComparison.Ordinal))
            return Shuffled(site);
        return null;
    }

    static Finding? WrongCode(CrashSite site, string code, string type)
    {
        var specs = Specifications(site).Where(s => s.Text.EndsWith(code, StringComparison.Ordinal)).ToList();
        var precise = specs.Where(s => PreciseInteger().IsMatch(s.Text)).ToList();
        var cause = $"{site.Place}: the format code '{code}' is not for a {type}";
        if (type == "int" && precise is [{ Text: ['.', ..] }])
            return new Doubt($"{cause}.", "For a whole number it may ask for leading zeros.");
        if (code == "d" && type is "float" or "int" or "Decimal" or "decimal.Decimal" && precise is [var spec])
            return new Repair($"{cause}; '{spec.Text}' asks for decimals, so 'f' is meant.", 0.94, new Change(site.Module, spec.End - 1, spec.End, "f"));
        return specs.Count == 0 ? null : new Doubt($"{cause}.", "Whether the format or the value is wrong does not follow from the code.");
    }

    static Repair? Shuffled(CrashSite site)
    {
        foreach (var (start, end, text) in Specifications(site))
        {
            var match = ShuffledPrecision().Match(text);
            if (!match.Success)
                continue;
            var right = match.Groups["before"].Value + (match.Groups["comma"].Success ? "," : "") + "." + match.Groups["digits"].Value + match.Groups["code"].Value;
            return new Repair($"{site.Place}: the format '{text}' is not valid; its parts in the right order are '{right}'.", 0.9, new Change(site.Module, start, end, right));
        }
        return null;
    }

    /// <summary>Width and alignment on an object that only has a text form.</summary>
    static Finding? AsText(CrashSite site, string type)
    {
        var cause = $"{site.Place}: a {type} is formatted with a width, which its type does not support";
        var name = type[(type.LastIndexOf('.') + 1)..];
        if (name is "NoneType" or "method" or "tuple")
            return name == "NoneType" ? new Doubt($"{cause}.", "What to show for None is not said.") : null;
        var hasText = name is "timedelta" or "PosixPath" or "UUID" || site.Symbols.ClassesNamed(name) is [var own] && site.Symbols.MembersOf(own).Find("__str__") is not null;
        var places = site.All("interpolation").Where(i => i.Children.Any(c => c.Kind == "format_specifier" && AlignedWidth().IsMatch(c.Text)) && i.Children.All(c => c.Kind != "type_conversion"))
            .Where(i => site.Types.Of(i.Field("expression")!, site.Module) is not { } known || known.Name == name).ToList();
        if (!hasText || places.Count != 1)
            return new Doubt($"{cause}.", "Which text to show instead is not certain.");
        var specification = places[0].Children.First(c => c.Kind == "format_specifier");
        return new Repair($"{cause}; its text form is meant.", 0.88, Change.Before(site.Module, specification, "!s"));
    }

    /// <summary>The specifications on the line, of f-strings and of templates for format().</summary>
    static IEnumerable<(int Start, int End, string Text)> Specifications(CrashSite site)
    {
        foreach (var node in site.Nodes)
        {
            if (node.Kind == "format_specifier")
                yield return (node.Start + 1, node.End, node.Text[1..]);
            if (node.Kind == "string" && !node.All("interpolation").Any())
            {
                foreach (Match match in TemplateField().Matches(node.Text))
                    yield return (node.Start + match.Groups["spec"].Index, node.Start + match.Groups["spec"].Index + match.Groups["spec"].Length, match.Groups["spec"].Value);
                if (node.Parent is { Kind: "argument_list", Parent: { } call } && call.IsCallOf("format"))
                    yield return (node.StringBounds().Start, node.StringBounds().End, node.StringValue() ?? "");
            }
        }
    }

    [GeneratedRegex(@"\.\d+d$", RegexOptions.NonBacktracking)]
    private static partial Regex PreciseInteger();

    [GeneratedRegex(@"^(?<before>[<>^=+ ]*\d*?)(?:\.(?<code>[fe%])(?<digits>\d+)|(?<digits>\d)\.(?<code>[fe%])|\.(?<digits>\d+)(?<comma>,)(?<code>f))$", RegexOptions.NonBacktracking)]
    private static partial Regex ShuffledPrecision();

    [GeneratedRegex(@"^:[<>^]?\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex AlignedWidth();

    [GeneratedRegex(@"\{\w*:(?<spec>[^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex TemplateField();
}
