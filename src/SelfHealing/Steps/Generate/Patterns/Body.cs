using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Where statements go in a function.</summary>
static class Body
{
    /// <summary>New statements at the start of a function, below its docstring.</summary>
    public static Change InsertFirst(FunctionDefinition function, params ReadOnlySpan<string> lines)
    {
        var statements = function.Node.Statements();
        foreach (var statement in statements)
        {
            if (statement.DocstringLiteral() is null)
                return Change.LinesBefore(function.Module, statement, lines);
        }
        return Change.LinesAfter(function.Module, statements[^1], lines);
    }

    /// <summary>One level of indentation, as the file has it.</summary>
    public static string Indent(PythonModule module)
    {
        var block = module.Nodes.Where(n => n.Kind == "block" && n.Line > n.Parent!.Line && n.Parent.Column == 0).FirstNode();
        return block is { } first ? module.Text[(first.Start - first.Column)..first.Start] : "    ";
    }

    /// <summary>An <c>if</c> with one statement in it, as lines.</summary>
    public static string[] Guard(PythonModule module, string condition, string statement) => [$"if {condition}:", Indent(module) + statement];

    /// <summary>True when a statement does something beyond binding a local name.</summary>
    public static bool HasEffect(SyntaxNode statement) => statement.Kind switch
    {
        "return_statement" or "raise_statement" or "delete_statement" or "assert_statement" => true,
        "expression_statement" => statement.NamedChildren.Any(n => n.Kind is "call" or "await" or "yield" or "augmented_assignment"
            || n.Kind == "assignment" && n.Field("left")!.DescendantsAndSelf().Any(t => t.Is("attribute", "subscript"))),
        _ => false,
    };
}
