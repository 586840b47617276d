using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Go's errors that were looked at before and are assigned to <c>_</c> now.</summary>
static class DroppedErrors
{
    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.After is not { Language: Language.Go } || file.Before is null)
            return [];
        var kept = Assignments(file.Before).Where(call => !call.IsDropped).Select(call => call.Text).ToHashSet(StringComparer.Ordinal);
        var dropped = Assignments(file.Before).Where(call => call.IsDropped);
        return Multiset.Minus(Assignments(file.After).Where(call => call.IsDropped), dropped, call => call.Text)
            .Where(call => kept.Contains(call.Text))
            .Select(call => ReviewFinding.Refusal($"{file.Path}:{call.Line}: the error of `{call.Text}` was looked at before and is dropped now. Handle it or return it."));
    }

    static IEnumerable<(string Text, bool IsDropped, int Line)> Assignments(ParsedText source)
    {
        foreach (var site in source.Sites)
        {
            if (site.Kind is not ("short_var_declaration" or "assignment_statement")
                || site.Node.Field("left")?.NamedChildren.LastOrNull() is not { Kind: "identifier" } last
                || site.Node.Field("right") is not { } right || right.End - right.Start > 200 || !right.NamedChildren.Any(value => value.Kind == "call_expression"))
                continue;
            if (last.Text is "_" or "err" || last.Text.EndsWith("Err", StringComparison.Ordinal))
                yield return (right.Text, last.Text == "_", site.Node.Line);
        }
    }
}
