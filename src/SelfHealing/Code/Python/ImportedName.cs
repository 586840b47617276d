using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>One name that an import statement binds.</summary>
/// <param name="Name">The bound name: the alias, or the first part of <c>import a.b</c>.</param>
/// <param name="Module">The module as written, leading dots included: <c>a.b</c>, <c>..util</c>.</param>
/// <param name="Member">The member that is imported from it; null for <c>import a.b</c>.</param>
/// <param name="Node">The part of the statement that names it: the name, or <c>name as alias</c>.</param>
/// <param name="Aliased">True for <c>name as alias</c>.</param>
sealed record ImportedName(string Name, string Module, string? Member, SyntaxNode Node, bool Aliased)
{
    /// <summary>The names of an import statement; none for other nodes and for <c>import *</c>.</summary>
    public static IEnumerable<ImportedName> Of(SyntaxNode statement)
    {
        if (statement.Kind is not ("import_statement" or "import_from_statement" or "future_import_statement"))
            yield break;
        var module = statement.Field("module_name");
        foreach (var part in statement.NamedChildren)
        {
            if (part == module || part.Kind is not ("dotted_name" or "aliased_import"))
                continue;
            var aliased = part.Kind == "aliased_import";
            var written = aliased ? part.Field("name")!.Text : part.Text;
            var name = aliased ? part.Field("alias")!.Text : statement.Kind == "import_statement" ? written.Split('.')[0] : written;
            yield return statement.Kind == "import_statement"
                ? new ImportedName(name, aliased ? written : name, null, part, aliased)
                : new ImportedName(name, module?.Text ?? "__future__", written, part, aliased);
        }
    }
}
