using System.Text.RegularExpressions;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Reads from a docstring what a function gives when there is nothing, or nothing is found.</summary>
static partial class DefaultText
{
    static readonly string[] EmptyWords = ["no", "none", "nobody", "nothing", "empty", "without", "zero", "0", "missing", "not", "neither"];
    static readonly string[] LookupWords = ["no", "none", "nobody", "nothing", "unknown", "missing", "without", "not", "absent", "isn't", "neither", "never", "other", "unlisted"];

    /// <summary>The results as Python code, each once, and whether an error is announced instead.</summary>
    /// <param name="docstring">The docstring.</param>
    /// <param name="lookup">True to read about things that are not found; false to read about emptiness.</param>
    /// <param name="others">Names that the case is not about: what is said of them is left out.</param>
    public static (IReadOnlyList<string> Values, bool Raises) Read(string docstring, bool lookup, IReadOnlyCollection<string> others)
    {
        if (docstring.Length is 0 or > 20_000)
            return ([], false);
        var text = Spaces().Replace(docstring, " ");
        var clauses = Forward().Matches(text).Concat(Backward().Matches(text)).Select(m => (Value: m.Groups["value"].Value, Case: m.Groups["case"].Value)).ToList();
        var fitting = clauses.Where(c => Fits(c.Case, lookup, others)).Select(c => Code(c.Value)).Distinct(StringComparer.Ordinal).ToList();
        var raises = Raise().Matches(text).Any(m => Fits(m.Groups["case"].Value, lookup, others));
        return (fitting, raises && fitting.Count == 0);
    }

    static bool Fits(string situation, bool lookup, IReadOnlyCollection<string> others)
    {
        var words = situation.ToLowerInvariant().Split([' ', ',', '`', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.Any((lookup ? LookupWords : EmptyWords).Contains) && !words.Any(others.Contains);
    }

    static string Code(string value)
    {
        var plain = value.Trim('`');
        return plain.ToLowerInvariant() switch
        {
            "none" => "None",
            "true" => "True",
            "false" => "False",
            "zero" => "0",
            "an empty list" or "empty list" or "the empty list" => "[]",
            "an empty dict" or "empty dict" or "an empty dictionary" or "empty dictionary" => "{}",
            "an empty string" or "empty string" or "the empty string" or "an empty text" or "empty text" => "\"\"",
            "an empty set" or "empty set" => "set()",
            "an empty tuple" or "empty tuple" => "()",
            _ => plain,
        };
    }

    const string Value = @"(?<value>`{0,2}(?:None|True|False|-?\d+(?:\.\d+)?|[Zz]ero|(?:an |the )?empty (?:list|dictionary|dict|string|text|set|tuple)|'[^']{0,40}'|""[^""]{0,40}""|\[\]|\{\}|\(\))`{0,2})";

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?:^|[\s(;,:])" + Value + @",? (?<case>(?:when|if|for|without|in case|unless) [^.;)]{0,120}|without [^.;)]{0,120})", RegexOptions.NonBacktracking)]
    private static partial Regex Forward();

    [GeneratedRegex(@"(?:[Ww]hen|[Ii]f|[Ff]or|[Ww]ithout) (?<case>[^.;,]{1,120}?),? (?:it |this |the result )?(?:returns?|gives?|is|yields?) " + Value + @"(?:[\s.;,)]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Backward();

    [GeneratedRegex(@"(?:[Rr]aises?|is an?|an?) [A-Z]\w*(?:Error|Exception)?,? (?<case>(?:when|if|for|on|without) [^.;)]{0,120})", RegexOptions.NonBacktracking)]
    private static partial Regex Raise();
}
