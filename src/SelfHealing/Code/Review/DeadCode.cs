using System.Collections.Frozen;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>New code that cannot be reached, and new conditions that are always the same.</summary>
static class DeadCode
{
    const int LongestCondition = 1_000;

    static readonly FrozenSet<string> Blocks = FrozenSet.Create("block", "statement_block", "statement_list", "body_statement", "then", "constructor_body");

    static readonly FrozenSet<string> Jumps = FrozenSet.Create(
        "return_statement", "return", "raise_statement", "throw_statement", "break_statement", "continue_statement");

    // Declarations are in force wherever they stand, and other parts of a block have their own way in.
    static readonly FrozenSet<string> NotReachedInOrder = FrozenSet.Create(
        "function_declaration", "generator_function_declaration", "class_declaration", "local_function_statement", "labeled_statement", "rescue", "ensure",
        "else", "comment", "line_comment", "block_comment", "empty_statement", "function_definition", "class_definition");

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.Before is null || file.After is null)
            yield break;
        foreach (var node in Multiset.Minus(Unreachable(file.After).Select(dead => dead.First), Unreachable(file.Before).Select(dead => dead.First), Key))
            yield return ReviewFinding.Refusal($"{file.Path}:{node.Line}: this line can no longer be reached. Remove the jump before it, or the code.");
        foreach (var node in Multiset.Minus(Constant(file.After), Constant(file.Before), Key))
            yield return ReviewFinding.Refusal($"{file.Path}:{node.Line}: the condition `{Key(node)}` is switched off by a constant. Change what it checks, or leave it.");
    }

    /// <summary>The first statements after a jump, each with the range that nothing reaches.</summary>
    public static IEnumerable<(SyntaxNode First, int From, int End)> Unreachable(ParsedText source)
    {
        foreach (var site in source.Sites)
        {
            if (!Blocks.Contains(site.Kind))
                continue;
            var hasLeft = false;
            foreach (var statement in site.Node.NamedChildren)
            {
                var kind = statement.Kind;
                // An empty generator in Python is written as return and yield.
                if (hasLeft && !NotReachedInOrder.Contains(kind) && !statement.Span.StartsWith("yield", StringComparison.Ordinal))
                    yield return (statement, statement.Start, site.Node.End);
                if (hasLeft)
                    break;
                hasLeft = Jumps.Contains(kind);
            }
        }
    }

    static IEnumerable<SyntaxNode> Constant(ParsedText source)
    {
        foreach (var site in source.Sites)
        {
            if (site.Kind is not ("if_statement" or "if" or "unless" or "if_modifier" or "unless_modifier" or "elif_clause")
                || site.Node.Field("condition") is not { } condition || condition.End - condition.Start > LongestCondition)
                continue;
            if (condition.DescendantsAndSelf().Any(node => IsConstant(node, isWhole: node == condition)))
                yield return condition;
        }
    }

    static bool IsConstant(SyntaxNode node, bool isWhole) => node.Kind switch
    {
        "boolean_operator" => IsLiteral(node.Field("left")) || IsLiteral(node.Field("right")),
        "binary_expression" or "binary" => node.Field("operator")?.Text is "&&" or "||" or "and" or "or" && (IsLiteral(node.Field("left")) || IsLiteral(node.Field("right"))),
        "parenthesized_expression" => node.NamedChildren.FirstOrNull() is { } inner && IsLiteral(inner),
        _ => isWhole && IsLiteral(node),
    };

    static bool IsLiteral(SyntaxNode? node) => node?.Kind is "true" or "false" or "boolean_literal" || node?.Kind == "integer" && node.Span is "0" or "1";

    static string Key(SyntaxNode node) => node.Span[..Math.Min(node.Span.Length, 200)].ToString();
}
