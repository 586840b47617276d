using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Functions that did something before and do nothing now.</summary>
static class StubbedFunctions
{
    const int Longest = 2_000;

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.Before is null || file.After is null)
            yield break;
        var before = ByName(file.Before);
        foreach (var (name, functions) in ByName(file.After))
        {
            if (functions is not [var function] || !before.TryGetValue(name, out var olds) || olds is not [var old] || name.Length == 0)
                continue;
            if (IsStub(function.Node) && !IsStub(old.Node))
                yield return ReviewFinding.Refusal($"{file.Path}:{function.Node.Line}: {name} does nothing any more. Mend what it does.");
        }
    }

    static Dictionary<string, List<Site>> ByName(ParsedText source) =>
        source.Functions.GroupBy(function => function.Function, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    static bool IsStub(SyntaxNode function)
    {
        if (function.Field("body") is not { } body || body.End - body.Start > Longest)
            return false;
        if (body.Kind is not ("block" or "statement_block" or "body_statement" or "constructor_body"))
            return DefaultCode.IsDefault(body, error: null, allowNames: false);
        var inner = body.NamedChildren.ToList();
        if (inner is [{ Kind: "statement_list" } list])
            inner = [.. list.NamedChildren];
        return inner.TrueForAll(IsNothing);
    }

    static bool IsNothing(SyntaxNode statement) => statement.Kind switch
    {
        "pass_statement" or "ellipsis" or "comment" or "line_comment" or "block_comment" or "empty_statement" => true,
        // A docstring, or a line in the log.
        "expression_statement" => statement.NamedChildren.All(part =>
            part.Kind is "string" or "ellipsis" || Calls.Callee(part, part.Kind) is { } callee && (DefaultCode.IsLog(callee) || callee == "panic" && IsPlaceholder(part))),
        "raise_statement" or "throw_statement" => IsPlaceholder(statement),
        "return_statement" or "return" => statement.NamedChildren.All(value => DefaultCode.IsDefault(value, error: null, allowNames: false)),
        "call" => Calls.Callee(statement, "call") is { } callee && (DefaultCode.IsLog(callee) || callee == "raise" && IsPlaceholder(statement)),
        "nil" or "true" or "false" or "integer" or "string" or "array" or "hash" => DefaultCode.IsDefault(statement, error: null, allowNames: false),
        _ => false,
    };

    static bool IsPlaceholder(SyntaxNode node) => ErrorExits.Placeholder().IsMatch(node.Span);
}
