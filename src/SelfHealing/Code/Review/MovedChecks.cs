using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Checks that a change took from where they stood and that still take place.</summary>
static partial class MovedChecks
{
    /// <summary>True for a check that nothing reached.</summary>
    public static bool IsUnreachable(ParsedText before, ErrorExit exit) =>
        DeadCode.Unreachable(before).Any(dead => dead.From <= exit.Site.Node.Start && exit.Site.Node.End <= dead.End);

    /// <summary>True when the function calls one with checks that it did not call before, when one check says what several said, or when Go hands an error on without naming it.</summary>
    public static bool Has(ReviewedFile file, ErrorExit exit)
    {
        var (before, after) = (file.Before!, file.After!);
        var function = exit.Site.Function;
        if (function.Length == 0)
            return false;
        var checking = ErrorExits.In(after).Select(other => Calls.LastName(other.Site.Function)).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (Multiset.Minus(Called(after, function), Called(before, function), name => name).Any(checking.Contains))
            return true;
        if (after.Language == Language.Go && BareError().IsMatch(exit.Text)
            && Multiset.Minus(ReturnedCalls(after, function), ReturnedCalls(before, function), text => text).Any())
            return true;
        var isMerged = Multiset.Minus(ErrorExits.In(after), ErrorExits.In(before), other => other.Text).Any(other => other.Site.Function == function);
        return isMerged && Words().Matches(exit.Site.Node.FirstLine(200)).All(word => file.AddedLines.Any(line => line.Contains(word.Value, StringComparison.Ordinal)));
    }

    static IEnumerable<string> Called(ParsedText source, string function) =>
        source.Sites.Where(site => site.Function == function).Select(site => Calls.Callee(site.Node, site.Kind)).OfType<string>().Select(Calls.LastName);

    static IEnumerable<string> ReturnedCalls(ParsedText source, string function) =>
        source.Sites.Where(site => site.Function == function && site.Kind == "return_statement" && ReturnsCall().IsMatch(site.Node.FirstLine(200))).Select(site => site.Node.FirstLine(200));

    [GeneratedRegex(@"\berr\)?$", RegexOptions.NonBacktracking)]
    private static partial Regex BareError();

    [GeneratedRegex(@"^return [\w.]+\([^,]*(,[^()]*)?\)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ReturnsCall();

    [GeneratedRegex(@"[\p{L}_]\w*", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
