using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Code that stops an error.</summary>
/// <param name="Text">The handler without white space; equal handlers have equal texts.</param>
/// <param name="Caught">The last names of the error types; empty for any error.</param>
/// <param name="Guarded">The code that it is around; empty when that is not one piece.</param>
/// <param name="PassesOver">Whether it does nothing about the error.</param>
/// <param name="IsFiltered">Whether a condition narrows it.</param>
/// <param name="Site">Where it is.</param>
sealed record ErrorHandler(string Text, IReadOnlyList<string> Caught, string Guarded, bool PassesOver, bool IsFiltered, Site Site)
{
    const int Longest = 2_000;
    const int LongestGuarded = 10_000;

    /// <summary>A handler with a body; null for one that is too long to do nothing.</summary>
    public static ErrorHandler? Of(
        Site site, SyntaxNode clause, IEnumerable<SyntaxNode> caught, string guarded, IEnumerable<SyntaxNode> body, string? error, bool isFiltered = false)
    {
        if (clause.End - clause.Start > Longest)
            return null;
        return new ErrorHandler(
            string.Concat(clause.Text.Where(character => !char.IsWhiteSpace(character))),
            [.. caught.Select(type => Calls.LastName(type.Text.Trim()))],
            guarded,
            body.All(statement => DefaultCode.PassesOver(statement, error)),
            isFiltered,
            site);
    }

    /// <summary>The text of guarded code, up to a length.</summary>
    public static string TextOf(SyntaxNode? guarded) =>
        guarded is { } node ? node.Span[..Math.Min(node.Span.Length, LongestGuarded)].ToString() : "";
}
