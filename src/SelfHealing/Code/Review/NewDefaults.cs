using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>New guards that leave a function with a default value. That may be right, or hide the cause: a person decides.</summary>
static class NewDefaults
{
    const int LongestGuard = 300;

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.Before is null || file.After is null || file.IsNew)
            return [];
        return Multiset.Minus(Guards(file.After), Guards(file.Before), guard => guard.Text)
            .Select(guard => ReviewFinding.Note($"{file.Path}:{guard.Line}: a new condition leaves early with a default. Is that right, or should the value not be like this?"));
    }

    static IEnumerable<SyntaxNode> Guards(ParsedText source) =>
        from site in source.Sites
        where site.Kind is "if_statement" or "if" or "unless"
        where site.Node.End - site.Node.Start < LongestGuard
        where site.Node.Field("alternative") is null
        let body = site.Node.Field("consequence") ?? site.Node.Field("body")
        where body is { } consequence && LeavesWithDefault(consequence)
        select site.Node;

    static bool LeavesWithDefault(SyntaxNode body)
    {
        var jump = body.DescendantsAndSelf().FirstOrNull(node => node.Kind is "return_statement" or "return" or "continue_statement" or "next");
        return jump is not null && DefaultCode.PassesOver(body, error: null);
    }
}
