using System.Collections.Frozen;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Symbols;

/// <summary>What a node of a grammar is to a reader who looks for definitions.</summary>
enum NodeRole { Function, AnonymousFunction, Class, Value, Import }

/// <summary>The node kinds of each grammar that define or import something.</summary>
static class NodeKinds
{
    static readonly FrozenDictionary<string, NodeRole> Script = Table(
        functions: ["function_declaration", "generator_function_declaration", "method_definition", "function_signature", "method_signature"],
        classes: ["class_declaration", "class", "abstract_class_declaration", "interface_declaration", "type_alias_declaration", "enum_declaration"],
        values: ["variable_declarator"],
        imports: ["import_statement"],
        anonymous: ["arrow_function", "function_expression", "generator_function"]);

    static readonly FrozenDictionary<Language, FrozenDictionary<string, NodeRole>> Tables = new Dictionary<Language, FrozenDictionary<string, NodeRole>>
    {
        [Language.Python] = Table(
            functions: ["function_definition"],
            classes: ["class_definition"],
            values: ["assignment"],
            imports: ["import_statement", "import_from_statement", "future_import_statement"]),
        [Language.JavaScript] = Script,
        [Language.TypeScript] = Script,
        [Language.Tsx] = Script,
        [Language.Java] = Table(
            functions: ["method_declaration", "constructor_declaration", "compact_constructor_declaration"],
            classes: ["class_declaration", "interface_declaration", "enum_declaration", "record_declaration", "annotation_type_declaration"],
            values: ["field_declaration"],
            imports: ["import_declaration", "package_declaration"]),
        [Language.CSharp] = Table(
            functions:
            [
                "method_declaration", "constructor_declaration", "local_function_statement", "property_declaration", "indexer_declaration",
                "operator_declaration", "conversion_operator_declaration", "destructor_declaration",
            ],
            classes: ["class_declaration", "struct_declaration", "record_declaration", "interface_declaration", "enum_declaration"],
            values: ["field_declaration"],
            imports: ["using_directive"]),
        [Language.Go] = Table(
            functions: ["function_declaration", "method_declaration"],
            classes: ["type_spec"],
            values: ["const_spec", "var_spec"],
            imports: ["import_declaration", "package_clause"]),
        [Language.Ruby] = Table(
            functions: ["method", "singleton_method"],
            classes: ["class", "module"],
            values: ["assignment"],
            imports: []),
    }.ToFrozenDictionary();

    /// <summary>Nodes around a definition that belong to it: decorators, <c>export</c>, <c>const … =</c>.</summary>
    public static readonly FrozenSet<string> Wrappers = FrozenSet.Create(
        StringComparer.Ordinal,
        "decorated_definition", "export_statement", "ambient_declaration", "lexical_declaration", "variable_declaration", "expression_statement",
        "variable_declarator", "assignment_expression", "pair", "field_definition", "public_field_definition", "type_declaration");

    /// <summary>Leaves that name something.</summary>
    public static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "identifier", "property_identifier", "shorthand_property_identifier", "private_property_identifier", "field_identifier", "type_identifier",
        "package_identifier", "constant", "instance_variable");

    public static FrozenDictionary<string, NodeRole> Of(Language language) => Tables[language];

    static FrozenDictionary<string, NodeRole> Table(string[] functions, string[] classes, string[] values, string[] imports, string[]? anonymous = null) =>
        new (string[] Kinds, NodeRole Role)[]
        {
            (functions, NodeRole.Function), (classes, NodeRole.Class), (values, NodeRole.Value), (imports, NodeRole.Import),
            (anonymous ?? [], NodeRole.AnonymousFunction),
        }.SelectMany(row => row.Kinds.Select(kind => KeyValuePair.Create(kind, row.Role))).ToFrozenDictionary(StringComparer.Ordinal);
}
