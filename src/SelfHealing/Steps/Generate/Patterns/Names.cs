using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Where names are used in a repository.</summary>
static class Names
{
    /// <summary>The identifiers that are read or written as variables: not attributes, keywords of calls, or parts of an import.</summary>
    public static IEnumerable<SyntaxNode> Variables(PythonModule module, string name) =>
        module.Nodes.Where(n => n.Kind == "identifier" && n.Text == name && IsVariable(n));

    /// <summary>The <c>name</c> nodes of every <c>x.name</c> in the repository.</summary>
    public static IEnumerable<(PythonModule Module, SyntaxNode Node)> Attributes(PythonProject project, string name) =>
        project.Modules.SelectMany(module => module.Nodes
            .Where(n => n.Kind == "attribute").Select(n => n.Field("attribute")!).Where(n => n.Text == name).Select(n => (module, n)));

    /// <summary>True when an attribute or subscript is assigned to here.</summary>
    public static bool IsWritten(SyntaxNode target)
    {
        for (var node = target; node.Parent is { } parent; node = parent)
        {
            if (parent.Is("assignment", "augmented_assignment", "for_statement", "for_in_clause"))
                return parent.Field("left") == node;
            if (!parent.Is("pattern_list", "tuple_pattern", "list_pattern", "as_pattern_target"))
                return false;
        }
        return false;
    }

    static bool IsVariable(SyntaxNode node) => node.Parent is not { } parent || parent.Kind switch
    {
        "attribute" => parent.Field("attribute") != node,
        "keyword_argument" => parent.Field("name") != node,
        "dotted_name" or "aliased_import" => false,
        _ => true,
    };
}
