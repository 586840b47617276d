namespace SelfHealing.Code.Syntax.Checks;

/// <summary>Jumps that have nothing to leave, and <c>await</c> in a function that is not asynchronous: rules that the C-like languages'
/// compilers have and their tree-sitter grammars do not.</summary>
static class FlowProblems
{
    /// <summary>What surrounds a node, up to <paramref name="End"/> of the text.</summary>
    readonly record struct Surroundings(int End, bool InLoop, bool InSwitch, bool InSynchronousFunction);

    public static IEnumerable<SyntaxProblem> Find(Language language, SyntaxNode root)
    {
        if (FlowRules.Of(language) is not { } rules)
            yield break;
        var around = new Stack<Surroundings>([new Surroundings(int.MaxValue, false, false, false)]);
        foreach (var node in root.DescendantsAndSelf())
        {
            if (!node.IsNamed)
                continue;
            while (around.Peek().End <= node.Start && around.Count > 1)
                around.Pop();
            var here = around.Peek();
            var kind = node.Kind;
            if (rules.Loops.Contains(kind))
                around.Push(here with { End = node.End, InLoop = true });
            else if (rules.Switches.Contains(kind))
                around.Push(here with { End = node.End, InSwitch = true });
            else if (rules.Functions.Contains(kind))
                around.Push(new Surroundings(node.End, false, false, IsSynchronous(language, node)));
            else if (Problem(kind, node, here) is { } problem)
                yield return new SyntaxProblem(node.Line, node.Column + 1, problem);
        }
    }

    static string? Problem(string kind, SyntaxNode node, Surroundings here) => kind switch
    {
        // One with a label may leave any labelled statement.
        "break_statement" when !here.InLoop && !here.InSwitch && !node.NamedChildren.Any() => "'break' outside a loop or switch",
        "continue_statement" when !here.InLoop && !node.NamedChildren.Any() => "'continue' outside a loop",
        "await_expression" when here.InSynchronousFunction && AwaitsOperand(node) => "'await' in a function that is not async",
        _ => null,
    };

    /// <summary>False where <c>await</c> may be an ordinary name that is called or indexed.</summary>
    static bool AwaitsOperand(SyntaxNode node) =>
        node.Span.StartsWith("await") && node.Span["await".Length..].TrimStart() is [var first, ..] && (char.IsLetter(first) || first is '_' or '$');

    static bool IsSynchronous(Language language, SyntaxNode function) =>
        language is Language.JavaScript or Language.TypeScript or Language.Tsx
        && function.Kind != "class_static_block"
        && function.Children.All(part => part.Kind != "async");
}
