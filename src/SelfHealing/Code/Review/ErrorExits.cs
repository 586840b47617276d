using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>A place where code checks something or refuses to go on.</summary>
/// <param name="Text">The statement without white space, or the name of the checking function.</param>
/// <param name="Site">Where it is.</param>
readonly record struct ErrorExit(string Text, Site Site);

/// <summary>Finds raised errors, assertions, and calls of checking functions.</summary>
static partial class ErrorExits
{
    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    const int Longest = 500;

    public static IEnumerable<ErrorExit> In(ParsedText source)
    {
        foreach (var site in source.Sites)
        {
            if (IsRaise(source.Language, site) && !IsPlaceholder(site.Node) && !IsRethrow(site.Node))
                yield return new ErrorExit(Shortened(site.Node), site);
            else if (Calls.Callee(site.Node, site.Kind) is { } callee && Calls.LastName(callee) is var name && CheckName().IsMatch(name))
                yield return new ErrorExit(name, site);
        }
    }

    /// <summary>What may stand in the place of a raised error: a returned one, and calls that raise it themselves.</summary>
    public static IEnumerable<ErrorExit> StandIns(ParsedText source) =>
        source.Sites.Where(site => site.Kind is "return_statement" or "return" && site.Node.End - site.Node.Start < Longest && ErrorValue().IsMatch(site.Node.Span) || IsStrict(source.Language, site))
            .Select(site => new ErrorExit(Shortened(site.Node), site));

    static bool IsStrict(Language language, Site site) =>
        language is Language.Ruby or Language.Java or Language.CSharp
        && Calls.Callee(site.Node, site.Kind) is { } callee && Calls.LastName(callee) is var name && (language, name) switch
        {
            (Language.Ruby, "fetch") => site.Node.Field("arguments")?.NamedChildren.Count() == 1,
            (Language.Ruby, _) => name is "save!" or "update!" or "create!" or "destroy!" or "find_by!" or "first!" or "validate!",
            (Language.Java, _) => name is "orElseThrow",
            (Language.CSharp, _) => name is "Single" or "First" or "GetRequiredService",
            _ => false,
        };

    static bool IsRaise(Language language, Site site) => site.Kind switch
    {
        "raise_statement" or "throw_statement" or "throw_expression" or "assert_statement" => true,
        "call" when language == Language.Ruby => site.Node.Field("receiver") is null && site.Node.Field("method")?.Text is "raise" or "fail" or "abort",
        "call_expression" when language == Language.Go => Calls.Callee(site.Node, site.Kind) is "panic" or "log.Fatal" or "log.Fatalf" or "log.Fatalln",
        "return_statement" when language == Language.Go => site.Node.End - site.Node.Start < Longest && GoError().IsMatch(site.Node.Span),
        _ => false,
    };

    static bool IsRethrow(SyntaxNode raise) =>
        raise.Kind is "raise_statement" or "throw_statement" && raise.NamedChildren.All(part => part.Kind == "identifier" && part.Span is [var first, ..] && char.IsLower(first));

    // An unfinished function is there to be finished.
    static bool IsPlaceholder(SyntaxNode raise) => raise.End - raise.Start < Longest && Placeholder().IsMatch(raise.Span);

    static string Shortened(SyntaxNode node) =>
        string.Concat(node.Span[..Math.Min(node.Span.Length, Longest)].ToString().Where(character => !char.IsWhiteSpace(character)));

    [GeneratedRegex("not.?implemented|unsupported.?operation|todo", RegexOptions.IgnoreCase | Linear)]
    public static partial Regex Placeholder();

    // verifyToken, check_stock, assertThat, but not checkout.
    [GeneratedRegex("^_?(([Vv]alidate|[Vv]erify|[Ee]nsure|[Cc]heck|[Aa]ssert|[Aa]uthenticate|[Aa]uthori[sz]e|[Ss]aniti[sz]e|[Tt]hrowIf|[Rr]equireNonNull)([^a-z]|$)|require_|clean_html|escape)", Linear)]
    private static partial Regex CheckName();

    [GeneratedRegex(@"\berr\b|\bErr[A-Z]|Errorf\(|errors\.New\(|[a-z]Err\b|Error\{", Linear)]
    private static partial Regex GoError();

    [GeneratedRegex(@"error|invalid|denied|bad.?request|not.?found|forbidden|\b[45]\d\d\b|reject", RegexOptions.IgnoreCase | Linear)]
    private static partial Regex ErrorValue();
}
