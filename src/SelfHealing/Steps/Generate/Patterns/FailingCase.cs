using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>The case in which an expression fails, and how to give a result for it.</summary>
/// <param name="What">The case, for a person.</param>
/// <param name="Condition">The case as Python code.</param>
/// <param name="Subject">The expression that is empty, zero or None in that case.</param>
/// <param name="IsLookup">True when something was looked up and is not there; false when a collection or number is empty.</param>
/// <param name="Whole">True when the statement returns exactly the failing expression.</param>
/// <param name="Inline">Makes the failing expression itself give the value, where Python has a form for that; null to guard the statement.</param>
sealed record FailingCase(PythonModule Module, string What, string Condition, string Subject, bool IsLookup, bool Whole, Func<string, Change>? Inline)
{
    /// <summary>The change that makes the statement give the value in this case.</summary>
    public Change Give(SyntaxNode statement, string value) =>
        Whole && Inline is not null ? Inline(value) : Change.LinesBefore(Module, statement, Body.Guard(Module, Condition, $"return {value}"));

    public static FailingCase? Of(CrashSite site) => site.ExceptionType switch
    {
        "ZeroDivisionError" => OfDivision(site),
        "ValueError" when site.Message.Contains("empty sequence", StringComparison.Ordinal) || site.Message.Contains("iterable argument is empty", StringComparison.Ordinal) => OfExtreme(site),
        "StatisticsError" => OfStatistics(site),
        "IndexError" => OfIndex(site),
        "KeyError" => OfKey(site),
        "StopIteration" => OfNext(site),
        "TypeError" or "AttributeError" when NoneValue.IsBlamed(site) => OfNone(site),
        _ => null,
    };

    static FailingCase? OfDivision(CrashSite site)
    {
        var divisors = site.All("binary_operator").Where(n => n.Binary() is { Operator: "/" or "//" or "%" } b && !b.Left.IsString()).Select(n => n.Binary()!.Value.Right).DistinctBy(n => n.Text, StringComparer.Ordinal).ToList();
        if (divisors is not [var divisor])
            return null;
        var bare = divisor.Bare();
        if (bare.IsCallOf("len") && bare.Arguments() is [var sized] && sized.Is("identifier", "attribute"))
            return new(site.Module, $"it divides by {divisor.Text}, which is 0 when {sized.Text} is empty", $"not {sized.Text}", sized.Text, false, false, null);
        return bare.Is("identifier", "attribute", "subscript") || bare.Kind == "call" && bare.Arguments().Count <= 1
            ? new(site.Module, $"it divides by {divisor.Text}, which is 0", $"{bare.Text} == 0", bare.Text, false, false, null) : null;
    }

    static FailingCase? OfExtreme(CrashSite site)
    {
        if (site.Nodes.Where(n => n.IsCallOf("max", "min") && n.Arguments().Count(a => a.Kind != "keyword_argument") == 1 && n.Keyword("default") is null).ToList() is not [var call])
            return null;
        var argument = call.Arguments()[0];
        var whole = call.Parent is { Kind: "return_statement" };
        if (argument.Is("identifier", "attribute"))
            return new(site.Module, $"{argument.Text} is empty", $"not {argument.Text}", argument.Text, false, whole, null);
        return whole ? new(site.Module, $"there is nothing to take the {call.CalledName()} of", "", argument.Text, false, true,
            value => argument.Kind == "generator_expression" && call.Field("arguments") == argument ? Change.Replace(site.Module, argument, $"({argument.Text}, default={value})") : Change.After(site.Module, call.Arguments()[^1], $", default={value}")) : null;
    }

    static FailingCase? OfStatistics(CrashSite site) =>
        site.Nodes.Where(n => n.CalledName() is "mean" or "median" or "fmean" or "mode" or "stdev" or "variance").ToList() is [var call] && call.Arguments() is [{ Kind: "identifier" or "attribute" } argument, ..] && (site.Message.Contains("at least one", StringComparison.Ordinal) || site.Message.Contains("empty data", StringComparison.Ordinal))
            ? new(site.Module, $"{argument.Text} is empty", $"not {argument.Text}", argument.Text, false, false, null) : null;

    static FailingCase? OfIndex(CrashSite site)
    {
        if (site.Nodes.Where(n => n.IsMethodCall("pop", "popleft") && n.Arguments().Count == 0).ToList() is [var pop] && site.Message.StartsWith("pop from", StringComparison.Ordinal))
            return Empty(site, pop.Receiver()!);
        if (site.All("subscript").Where(s => s.Field("subscript")?.Text is "0" or "-1").ToList() is not [var subscript])
            return null;
        var sequence = subscript.Field("value")!;
        return sequence.IsCallOf("sorted", "list") && sequence.Arguments() is [var sorted, ..] ? Empty(site, sorted) : Empty(site, sequence);
    }

    static FailingCase? Empty(CrashSite site, SyntaxNode sequence) => sequence.Is("identifier", "attribute")
        ? new(site.Module, $"{sequence.Text} is empty", $"not {sequence.Text}", sequence.Text, false, false, null) : null;

    static FailingCase? OfKey(CrashSite site)
    {
        if (site.Nodes.Where(n => n.IsMethodCall("pop") && n.Arguments().Count == 1).ToList() is [var pop] && !site.All("subscript").Any())
            return new(site.Module, $"{pop.Arguments()[0].Text} is not in {pop.Receiver()!.Text}", $"{pop.Arguments()[0].Text} not in {pop.Receiver()!.Text}", pop.Receiver()!.Text, true, pop.Parent is { Kind: "return_statement" },
                value => Change.After(site.Module, pop.Arguments()[0], $", {value}"));
        if (site.All("subscript").Where(s => s.Field("subscript") is { Kind: "identifier" or "attribute" or "string" or "tuple" or "call" } && s.Field("value") is { Kind: "identifier" or "attribute" }).ToList() is not [var subscript])
            return null;
        var (mapping, key) = (subscript.Field("value")!, subscript.Field("subscript")!);
        return new(site.Module, $"{key.Text} is not in {mapping.Text}", $"{key.Text} not in {mapping.Text}", mapping.Text, true, subscript.Parent is { Kind: "return_statement" },
            value => Change.Replace(site.Module, subscript, value == "None" ? $"{mapping.Text}.get({key.Text})" : $"{mapping.Text}.get({key.Text}, {value})"));
    }

    static FailingCase? OfNext(CrashSite site)
    {
        if (site.Nodes.Where(n => n.IsCallOf("next") && n.Arguments().Count == 1).ToList() is not [var call])
            return null;
        var lone = call.Field("arguments") is { Kind: "generator_expression" };
        return new(site.Module, "nothing fits", "", call.Text, true, call.Parent is { Kind: "return_statement" },
            value => lone ? Change.Replace(site.Module, call.Field("arguments")!, $"({call.Field("arguments")!.Text}, {value})") : Change.After(site.Module, call.Arguments()[0], $", {value}"));
    }

    static FailingCase? OfNone(CrashSite site)
    {
        var subjects = site.All("attribute").Select(a => a.Field("object")!).Concat(site.All("subscript").Select(s => s.Field("value")!))
            .Where(n => n.Kind == "identifier" && site.Module.ScopeOf(n).Owner(n.Text) is { Kind: ScopeKind.Function } && n.Text is not ("self" or "cls")).DistinctBy(n => n.Text, StringComparer.Ordinal).ToList();
        return subjects is [var subject] ? new(site.Module, $"{subject.Text} is None", $"{subject.Text} is None", subject.Text, true, false, null) : null;
    }
}
