using System.Collections.Frozen;

namespace SelfHealing.Code.Syntax.Checks;

/// <summary>Statements outside of any function, which the grammars of Go and Java let stand and their compilers do not.</summary>
static class TopLevelProblems
{
    static readonly FrozenSet<string> Go = FrozenSet.Create(
        "package_clause", "import_declaration", "function_declaration", "method_declaration", "type_declaration", "const_declaration", "var_declaration", "comment");

    static readonly FrozenSet<string> JavaStatements = FrozenSet.Create(
        "expression_statement", "if_statement", "for_statement", "enhanced_for_statement", "while_statement", "do_statement", "return_statement", "throw_statement",
        "try_statement", "try_with_resources_statement", "switch_expression", "break_statement", "continue_statement", "synchronized_statement", "labeled_statement", "block");

    public static IEnumerable<SyntaxProblem> Find(Language language, SyntaxNode root) => language switch
    {
        Language.Go => root.NamedChildren.Where(node => !Go.Contains(node.Kind)).Select(Outside),
        Language.Java => root.NamedChildren.Where(node => JavaStatements.Contains(node.Kind)).Select(Outside),
        _ => [],
    };

    static SyntaxProblem Outside(SyntaxNode node) => new(node.Line, node.Column + 1, "statement outside of any function");
}
