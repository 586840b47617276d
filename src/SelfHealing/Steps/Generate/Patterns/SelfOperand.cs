using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A respelling after which a value is compared with itself, subtracted from itself or assigned to itself: the close name is the other one, not the one that is meant.</summary>
static class SelfOperand
{
    /// <summary>The finding, or a doubt in place of a repair that makes both sides of an operator the same.</summary>
    public static Finding Doubted(Finding finding) =>
        finding is Repair repair && repair.Changes.Any(MakesSidesEqual)
            ? new Doubt(repair.RootCause, "With this repair both sides of an operator would be the same.") : finding;

    static bool MakesSidesEqual(Change change) => change.Module.Nodes.Any(node =>
        Sides(node) is var (left, right) && left.Text != right.Text && After(left, change) == After(right, change));

    static (SyntaxNode Left, SyntaxNode Right)? Sides(SyntaxNode node) => node switch
    {
        { Kind: "binary_operator", Children: [var left, { Kind: "-" or "/" or "//" or "%" }, var right] } => (left, right),
        { Kind: "comparison_operator", Children: [var left, _, var right] } => (left, right),
        { Kind: "assignment", Children: [var left, { Kind: "=" }, var right] } => (left, right),
        _ => null,
    };

    static string After(SyntaxNode side, Change change) => side.Start <= change.Start && change.End <= side.End
        ? side.Text[..(change.Start - side.Start)] + change.Text + side.Text[(change.End - side.Start)..] : side.Text;
}
