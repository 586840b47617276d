using System.Globalization;

namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>What the compiler asks of the patterns of a <c>match</c> statement beyond their grammar.</summary>
static class PatternRules
{
    /// <summary>Checks one case's pattern: its captures, keys and stars.</summary>
    public static void Check(Node pattern) => Bind(pattern, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Checks that a case or alternative that always matches comes last.</summary>
    public static void CheckReachable(Node match)
    {
        var cases = match.Children.Skip(1).ToList();
        foreach (var (index, @case) in cases.Index())
        {
            var mayMatchAll = index == cases.Count - 1 || @case.Children.Count == 3;
            CheckIrrefutable(@case.Children[0], mayMatchAll);
        }
    }

    static void CheckIrrefutable(Node pattern, bool allowed)
    {
        switch (pattern.Kind)
        {
            case NodeKind.CapturePattern when !allowed:
                throw new PythonSyntaxException(pattern.Start, pattern.Text == "_"
                    ? "wildcard makes remaining patterns unreachable"
                    : $"name capture '{pattern.Text}' makes remaining patterns unreachable");
            case NodeKind.AsPattern:
                CheckIrrefutable(pattern.Children[0], allowed);
                break;
            case NodeKind.OrPattern:
                foreach (var (index, alternative) in pattern.Children.Index())
                    CheckIrrefutable(alternative, allowed && index == pattern.Children.Count - 1);
                break;
            default:
                // Inside other patterns a capture matches only a part of the subject.
                foreach (var part in pattern.Children)
                    CheckIrrefutable(part, allowed: true);
                break;
        }
    }

    /// <summary>Adds the names that a pattern captures.</summary>
    static void Bind(Node pattern, HashSet<string> names)
    {
        switch (pattern.Kind)
        {
            case NodeKind.OrPattern:
                BindAlternatives(pattern, names);
                return;
            case NodeKind.SequencePattern when pattern.Children.Count(part => part.Kind == NodeKind.StarPattern) > 1:
                throw new PythonSyntaxException(pattern.Start, "multiple starred expressions in sequence pattern");
            case NodeKind.MappingPattern:
                CheckRepeated(LiteralKeys(pattern), LiteralValue, "mapping pattern checks duplicate key");
                break;
            case NodeKind.ClassPattern:
                CheckRepeated(pattern.Children.Where(part => part.Kind == NodeKind.KeywordPattern), part => part.Text, "attribute name repeated in class pattern:");
                break;
        }
        foreach (var part in pattern.Children)
            Bind(part, names);
        var binds = pattern.Kind is NodeKind.CapturePattern or NodeKind.StarPattern or NodeKind.AsPattern && pattern.Text != "_";
        if (binds && !names.Add(pattern.Text))
            throw new PythonSyntaxException(pattern.Start, $"multiple assignments to name '{pattern.Text}' in pattern");
    }

    static void BindAlternatives(Node pattern, HashSet<string> names)
    {
        HashSet<string>? first = null;
        foreach (var alternative in pattern.Children)
        {
            var bound = new HashSet<string>(StringComparer.Ordinal);
            Bind(alternative, bound);
            first ??= bound;
            if (!first.SetEquals(bound))
                throw new PythonSyntaxException(alternative.Start, "alternative patterns bind different names");
        }
        foreach (var name in first ?? [])
        {
            if (!names.Add(name))
                throw new PythonSyntaxException(pattern.Start, $"multiple assignments to name '{name}' in pattern");
        }
    }

    static IEnumerable<Node> LiteralKeys(Node mapping) =>
        mapping.Children.Where((part, index) => index % 2 == 0 && part is { Kind: NodeKind.ValuePattern, Children.Count: 0 });

    /// <summary>Equal for keys that are equal in Python, as far as simple literals go: <c>1</c>, <c>1.0</c> and <c>True</c> are.</summary>
    static string LiteralValue(Node key)
    {
        var text = key.Text;
        if (text is "True" or "False")
            return text == "True" ? "1" : "0";
        if (text.Length > 1 && text[0] is '\'' or '"')
            return '"' + text[1..^1];
        var number = text.Replace("_", "", StringComparison.Ordinal);
        if (number[^1] is 'j' or 'J' && double.TryParse(number[..^1], CultureInfo.InvariantCulture, out var imaginary) && imaginary == 0)
            return "0";
        return number.Length <= 15 && double.TryParse(number, CultureInfo.InvariantCulture, out var value) ? (value + 0.0).ToString("R", CultureInfo.InvariantCulture) : text;
    }

    static void CheckRepeated(IEnumerable<Node> parts, Func<Node, string> value, string problem)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (!seen.Add(value(part)))
                throw new PythonSyntaxException(part.Start, $"{problem} {part.Text}");
        }
    }
}
