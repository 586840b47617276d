using System.Collections.Frozen;

namespace SelfHealing.Code.Syntax.Checks;

/// <summary>What the grammars of the C-like languages call the nodes around <c>break</c>, <c>continue</c> and <c>await</c>.</summary>
/// <param name="Loops">Statements that both <c>break</c> and <c>continue</c> leave.</param>
/// <param name="Switches">Statements that only <c>break</c> leaves.</param>
/// <param name="Functions">What neither leaves.</param>
sealed record FlowRules(FrozenSet<string> Loops, FrozenSet<string> Switches, FrozenSet<string> Functions)
{
    static readonly FlowRules JavaScript = new(
        FrozenSet.Create("for_statement", "for_in_statement", "while_statement", "do_statement"),
        FrozenSet.Create("switch_statement"),
        FrozenSet.Create(
            "function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function",
            "generator_function_declaration", "class_static_block"));

    static readonly FlowRules Java = new(
        FrozenSet.Create("for_statement", "enhanced_for_statement", "while_statement", "do_statement"),
        FrozenSet.Create("switch_expression", "switch_statement"),
        FrozenSet.Create("lambda_expression", "class_body", "enum_body", "interface_body", "record_declaration"));

    static readonly FlowRules CSharp = new(
        FrozenSet.Create("for_statement", "foreach_statement", "while_statement", "do_statement"),
        FrozenSet.Create("switch_statement"),
        FrozenSet.Create("lambda_expression", "anonymous_method_expression", "local_function_statement", "declaration_list"));

    static readonly FlowRules Go = new(
        FrozenSet.Create("for_statement"),
        FrozenSet.Create("expression_switch_statement", "type_switch_statement", "select_statement"),
        FrozenSet.Create("func_literal"));

    /// <summary>The rules of a language; null for one that has others.</summary>
    public static FlowRules? Of(Language language) => language switch
    {
        Language.JavaScript or Language.TypeScript or Language.Tsx => JavaScript,
        Language.Java => Java,
        Language.CSharp => CSharp,
        Language.Go => Go,
        _ => null,
    };
}
