using SelfHealing.Code.Symbols;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>How the function that crashed is used elsewhere: its other callers, the makers of its objects, and its tests.</summary>
static class Usage
{
    const int MostSites = 3;
    const int MostTests = 2;
    const int LongestSmallFunction = 20;
    const int LongestTest = 40;

    /// <summary>Call sites first, tests after them.</summary>
    public static IEnumerable<Candidate> Of(IReadOnlyList<TracedFunction> trace, SourceIndex index)
    {
        if (trace[0].Function is not { Name.Length: > 1 } culprit)
            return [];
        // A call in the trace is shown already.
        var shown = trace.Select(function => (function.Path, function.Lines)).ToList();
        var makers = culprit.Owner is { } owner ? Sites(owner, index).Where(site => !IsTest(site.Path)) : [];
        var sites = Sites(culprit.Name, index).Where(site => !shown.Any(s => s.Path == site.Path && s.Lines.First <= site.Line && site.Line <= s.Lines.Last)).ToList();
        return makers.Take(MostSites).Select(site => Around(site, index, Worth.CallSite, $"makes {culprit.Owner}"))
            .Concat(sites.Where(site => !IsTest(site.Path)).Take(MostSites).Select(site => Around(site, index, Worth.CallSite, $"calls {culprit.Name}")))
            .Concat(sites.Where(site => IsTest(site.Path)).DistinctBy(site => (site.Path, index.At(site.Path)!.FunctionAt(site.Line)?.First))
                .Take(MostTests).Select(site => Around(site, index, Worth.Test, $"tests {culprit.Name}")));
    }

    static IEnumerable<(string Path, int Line)> Sites(string name, SourceIndex index) =>
        index.Mentions(name).SelectMany(outline => index.ReferencesIn(outline)
            .Where(r => r.Name == name && r.IsCall && !outline.Declarations.Any(d => d.Name == name && d.NameLine <= r.Line && r.Line <= d.NameLine + 1))
            .Select(r => (outline.Path, r.Line)));

    static Candidate Around((string Path, int Line) site, SourceIndex index, Worth worth, string reason)
    {
        var function = index.At(site.Path)!.FunctionAt(site.Line);
        var longest = worth == Worth.Test ? LongestTest : LongestSmallFunction;
        var lines = function is not null && function.Lines <= longest
            ? new LineRange(function.First, function.Last)
            : new LineRange(Math.Max(1, site.Line - 4), site.Line + 4);
        return new Candidate(site.Path, lines, worth, reason, site.Line);
    }

    static bool IsTest(string path) =>
        path.Split('/') is var parts && (parts[..^1].Any(folder => folder is "test" or "tests" or "spec" or "__tests__" or "testing" || folder.EndsWith(".Tests", StringComparison.Ordinal))
            || parts[^1].StartsWith("test_", StringComparison.Ordinal)
            || parts[^1].Contains("_test.", StringComparison.Ordinal) || parts[^1].Contains(".test.", StringComparison.Ordinal)
            || parts[^1].Contains(".spec.", StringComparison.Ordinal) || parts[^1].Contains("_spec.", StringComparison.Ordinal)
            || Path.GetFileNameWithoutExtension(path).EndsWith("Test", StringComparison.Ordinal)
            || Path.GetFileNameWithoutExtension(path).EndsWith("Tests", StringComparison.Ordinal));
}
