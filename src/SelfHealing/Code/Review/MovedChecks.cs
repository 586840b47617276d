using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>
/// The checks of one file that a change took from where they stood and that still take place. Both sides of the file are read once, when the
/// first check is asked for, however many are gone.
/// </summary>
/// <param name="file">The file, with both sides.</param>
/// <param name="exitsBefore">Its checks before.</param>
/// <param name="exitsAfter">Its checks after.</param>
sealed partial class MovedChecks(ReviewedFile file, IReadOnlyList<ErrorExit> exitsBefore, IReadOnlyList<ErrorExit> exitsAfter)
{
    readonly Lazy<(int From, int End)[]> dead = new(() => [.. DeadCode.Unreachable(file.Before!).Select(code => (code.From, code.End))]);
    readonly Lazy<ILookup<string, Site>> before = new(() => file.Before!.Sites.ToLookup(site => site.Function, StringComparer.Ordinal));
    readonly Lazy<ILookup<string, Site>> after = new(() => file.After!.Sites.ToLookup(site => site.Function, StringComparer.Ordinal));
    readonly Lazy<string> added = new(() => string.Join('\n', file.AddedLines));

    // The functions that check something now, by their last names, and those that check something new.
    readonly Lazy<HashSet<string>> checking = new(() => exitsAfter.Select(exit => Calls.LastName(exit.Site.Function)).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal));
    readonly Lazy<HashSet<string>> gaining = new(() => Multiset.Minus(exitsAfter, exitsBefore, exit => exit.Text).Select(exit => exit.Site.Function).ToHashSet(StringComparer.Ordinal));

    readonly Dictionary<string, bool> callsChecks = new(StringComparer.Ordinal);
    readonly Dictionary<string, bool> returnsCalls = new(StringComparer.Ordinal);
    readonly Dictionary<string, bool> addedWords = new(StringComparer.Ordinal);

    /// <summary>True for a check that nothing reached.</summary>
    public bool WasUnreachable(ErrorExit exit)
    {
        var (start, end) = (exit.Site.Node.Start, exit.Site.Node.End);
        return Array.Exists(dead.Value, code => code.From <= start && end <= code.End);
    }

    /// <summary>True when the function calls one with checks that it did not call before, when one check says what several said, or when Go hands an error on without naming it.</summary>
    public bool Has(ErrorExit exit)
    {
        var function = exit.Site.Function;
        if (function.Length == 0)
            return false;
        return Once(callsChecks, function, CallsAnotherCheck)
            || file.After!.Language == Language.Go && BareError().IsMatch(exit.Text) && Once(returnsCalls, function, ReturnsAnotherCall)
            || gaining.Value.Contains(function) && Words().Matches(exit.Site.Node.FirstLine(200)).All(word => Once(addedWords, word.Value, IsAdded));
    }

    static bool Once(Dictionary<string, bool> answers, string about, Func<string, bool> ask) =>
        answers.TryGetValue(about, out var answer) ? answer : answers[about] = ask(about);

    bool CallsAnotherCheck(string function) =>
        Multiset.Minus(Called(after.Value[function]), Called(before.Value[function]), name => name).Any(checking.Value.Contains);

    bool ReturnsAnotherCall(string function) =>
        Multiset.Minus(ReturnedCalls(after.Value[function]), ReturnedCalls(before.Value[function]), text => text).Any();

    bool IsAdded(string word) => added.Value.Contains(word, StringComparison.Ordinal);

    static IEnumerable<string> Called(IEnumerable<Site> sites) =>
        sites.Select(site => Calls.Callee(site.Node, site.Kind)).OfType<string>().Select(Calls.LastName);

    static IEnumerable<string> ReturnedCalls(IEnumerable<Site> sites) =>
        sites.Where(site => site.Kind == "return_statement").Select(site => site.Node.FirstLine(200)).Where(text => ReturnsCall().IsMatch(text));

    [GeneratedRegex(@"\berr\)?$", RegexOptions.NonBacktracking)]
    private static partial Regex BareError();

    [GeneratedRegex(@"^return [\w.]+\([^,]*(,[^()]*)?\)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ReturnsCall();

    [GeneratedRegex(@"[\p{L}_]\w*", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
