using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Tests that are gone, skipped, or expect less.</summary>
static partial class RemovedTests
{
    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    const int Longest = 400;
    const string SkipMark = @"@(pytest\.mark\.)?(skip|skipif|xfail)\b|@(unittest\.)?(skip|skipIf|skipUnless|expectedFailure)\b|^@(Disabled|Ignore)\b|\[(Fact|Theory)\(.{0,200}\bSkip\s*=|^\[Ignore\b";

    public static IEnumerable<ReviewFinding> Find(IReadOnlyList<ReviewedFile> files)
    {
        var tests = files.Where(file => file is { IsTest: true, Before: not null, After: not null }).ToList();
        var before = tests.SelectMany(file => Tests(file.Before!).Select(name => (file.Path, Name: name))).ToList();
        var after = tests.SelectMany(file => Tests(file.After!).Select(name => (file.Path, Name: name))).ToList();
        var lost = Multiset.Minus(before, after, test => test.Name).ToList();
        if (before.Count > after.Count)
        {
            foreach (var (path, name) in lost)
                yield return ReviewFinding.Refusal($"{path}: the test {name} is removed. A fix keeps the tests.");
        }
        foreach (var finding in files.SelectMany(Skips).Concat(tests.SelectMany(Expectations)))
            yield return finding;
    }

    static IEnumerable<ReviewFinding> Skips(ReviewedFile file) =>
        file.AddedLines.Where(line => line.Length < Longest && (file.IsTest ? TestSkip() : AttributeSkip()).IsMatch(line))
            .Select(line => ReviewFinding.Refusal($"{file.Path}: `{line}` skips tests. A fix keeps the tests."));

    static IEnumerable<ReviewFinding> Expectations(ReviewedFile file)
    {
        var before = Assertions(file.Before!).ToList();
        var after = Assertions(file.After!).ToList();
        var lost = Multiset.Minus(before, after, text => text).ToList();
        var gained = Multiset.Minus(after, before, text => text).ToList();
        foreach (var empty in gained.Where(text => Tautology().IsMatch(text)))
            yield return ReviewFinding.Refusal($"{file.Path}: `{empty}` is always true. A test has to expect what is right.");
        if (lost.Count > gained.Count)
            yield return ReviewFinding.Refusal($"{file.Path}: `{lost[0]}` is removed from the tests. A fix keeps what they expect.");
        else if (lost.Count > 0 && gained.Exists(text => Loose().IsMatch(text)) && !lost.TrueForAll(text => Loose().IsMatch(text)))
            yield return ReviewFinding.Refusal($"{file.Path}: `{lost[0]}` becomes a weaker expectation. A fix keeps what the tests expect.");
        else if (lost.Count > 0)
            yield return ReviewFinding.Note($"{file.Path}: the tests expect something else than before.");
    }

    static IEnumerable<string> Tests(ParsedText source) =>
        source.Functions.Where(function => TestName().IsMatch(LastName(function)) || IsMarked(function.Node)).Select(LastName)
            .Concat(source.Sites.Select(site => Described(source.Language, site)).OfType<string>());

    static string LastName(Site function) => function.Function[(function.Function.LastIndexOf('.') + 1)..];

    static bool IsMarked(SyntaxNode function) =>
        function.Kind == "method_declaration"
        && function.Children.Any(part => part.Kind is "modifiers" or "attribute_list" && part.Span.Length < Longest && TestMark().IsMatch(part.Span));

    static string? Described(Language language, Site site)
    {
        if (language is Language.Python or Language.Java or Language.CSharp or Language.Go || Calls.Callee(site.Node, site.Kind) is not { } callee
            || callee.Split('.')[0] is not ("it" or "test" or "specify" or "scenario"))
            return null;
        var name = site.Node.Field("arguments")?.NamedChildren.FirstOrNull();
        return name is { Kind: "string" or "template_string" } text && text.Span.Length < Longest ? text.Text : null;
    }

    static IEnumerable<string> Assertions(ParsedText source) =>
        source.Sites.Where(site => site.Node.End - site.Node.Start < Longest && IsAssertion(source.Language, site)).Select(site => site.Node.Text);

    static bool IsAssertion(Language language, Site site) => site.Kind switch
    {
        "assert_statement" => true,
        "expression_statement" => Assertion().IsMatch(site.Node.Span),
        "call" => language == Language.Ruby && RubyAssertion().IsMatch(site.Node.Span),
        _ => false,
    };

    [GeneratedRegex("^(test_|test[A-Z]|Test|Fuzz)", Linear)]
    private static partial Regex TestName();

    [GeneratedRegex(@"[@\[](Test|ParameterizedTest|RepeatedTest|Fact|Theory|TestCase|TestMethod)\b", Linear)]
    private static partial Regex TestMark();

    [GeneratedRegex(SkipMark, Linear)]
    private static partial Regex AttributeSkip();

    [GeneratedRegex(SkipMark + @"|pytest\.(skip|xfail|importorskip)\(|\.skipTest\(|\b(it|test|describe|context)\.(skip|todo|only|failing)\b|^(xit|xtest|xdescribe|xcontext|fit|fdescribe)\b|\bt\.Skip(f|Now)?\(|^(skip|pending)\b|Assert\.(Ignore|Inconclusive|Skip)|assumeTrue\(false|^__test__\s*=\s*False", Linear)]
    private static partial Regex TestSkip();

    [GeneratedRegex(@"^(await )?(self\.assert|assert|expect\(|Assert\.|t\.(Error|Fatal)|require\.|verify\(|[\w.()]{1,80}\.(Should|should))", Linear)]
    private static partial Regex Assertion();

    [GeneratedRegex(@"^(assert|refute|expect[ (].{1,300}\.(to|not_to)\b|must_|should )", Linear)]
    private static partial Regex RubyAssertion();

    [GeneratedRegex(@"^assert True$|^assert 1$|^(self\.)?(assertTrue|assert|assert\.ok|Assert\.True|Assert\.IsTrue|assert_true)\(?\s*(true|True|1)\)?;?$|^expect\((true|1)\)\.to|^expect\(true\)", Linear)]
    private static partial Regex Tautology();

    [GeneratedRegex(@"toBeDefined|toBeTruthy|toBeFalsy|not\.toThrow|not\.toBeNull|expect\.anything|[Aa]ssert(Is)?Not(None|Null)|Assert\.NotNull|is not None$|\.to be_truthy|not_to be_nil|assert\.NotNil|ShouldNotBeNull|NotBeNull", Linear)]
    private static partial Regex Loose();
}
