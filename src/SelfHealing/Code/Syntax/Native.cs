using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace SelfHealing.Code.Syntax;

[StructLayout(LayoutKind.Sequential)]
readonly record struct TSPoint(uint Row, uint Column);

[StructLayout(LayoutKind.Sequential)]
unsafe struct TSNode
{
    fixed uint context[4];
    public void* Id;
    void* tree;
}

[StructLayout(LayoutKind.Sequential)]
unsafe struct TSTreeCursor
{
    void* tree;
    void* id;
    fixed uint context[3];
}

/// <summary>The tree-sitter C library: a shared library under the JIT, linked in statically in the native executables.</summary>
static unsafe partial class Native
{
    const string Library = "tree-sitter-all";
    public const int Utf16LittleEndian = 1;

    [LibraryImport(Library)] public static partial void* ts_parser_new();
    [LibraryImport(Library)] public static partial void ts_parser_delete(void* parser);
    [LibraryImport(Library)] public static partial byte ts_parser_set_language(void* parser, void* language);
    [LibraryImport(Library)] public static partial void* ts_parser_parse_string_encoding(void* parser, void* oldTree, char* text, uint bytes, int encoding);
    [LibraryImport(Library)] public static partial void ts_tree_delete(void* tree);
    [LibraryImport(Library)] public static partial TSNode ts_tree_root_node(void* tree);
    [LibraryImport(Library)] public static partial byte* ts_language_symbol_name(void* language, ushort symbol);
    [LibraryImport(Library)] public static partial ushort ts_node_symbol(TSNode node);
    [LibraryImport(Library)] public static partial byte ts_node_has_error(TSNode node);
    [LibraryImport(Library)] public static partial byte ts_node_is_error(TSNode node);
    [LibraryImport(Library)] public static partial byte ts_node_is_missing(TSNode node);
    [LibraryImport(Library)] public static partial byte ts_node_is_named(TSNode node);
    [LibraryImport(Library)] public static partial byte ts_node_eq(TSNode node, TSNode other);
    [LibraryImport(Library)] public static partial TSPoint ts_node_start_point(TSNode node);
    [LibraryImport(Library)] public static partial TSPoint ts_node_end_point(TSNode node);
    [LibraryImport(Library)] public static partial uint ts_node_start_byte(TSNode node);
    [LibraryImport(Library)] public static partial uint ts_node_end_byte(TSNode node);
    [LibraryImport(Library)] public static partial TSNode ts_node_parent(TSNode node);
    [LibraryImport(Library)] public static partial TSNode ts_node_child_by_field_name(TSNode node, byte* name, uint length);
    [LibraryImport(Library)] public static partial TSNode ts_node_descendant_for_byte_range(TSNode node, uint start, uint end);
    [LibraryImport(Library)] public static partial TSTreeCursor ts_tree_cursor_new(TSNode node);
    [LibraryImport(Library)] public static partial void ts_tree_cursor_delete(TSTreeCursor* cursor);
    [LibraryImport(Library)] public static partial TSNode ts_tree_cursor_current_node(TSTreeCursor* cursor);
    [LibraryImport(Library)] public static partial byte ts_tree_cursor_goto_first_child(TSTreeCursor* cursor);
    [LibraryImport(Library)] public static partial byte ts_tree_cursor_goto_next_sibling(TSTreeCursor* cursor);
    [LibraryImport(Library)] public static partial byte ts_tree_cursor_goto_parent(TSTreeCursor* cursor);
    [LibraryImport(Library)] public static partial void* tree_sitter_python();
    [LibraryImport(Library)] public static partial void* tree_sitter_javascript();
    [LibraryImport(Library)] public static partial void* tree_sitter_typescript();
    [LibraryImport(Library)] public static partial void* tree_sitter_tsx();
    [LibraryImport(Library)] public static partial void* tree_sitter_java();
    [LibraryImport(Library)] public static partial void* tree_sitter_c_sharp();
    [LibraryImport(Library)] public static partial void* tree_sitter_go();
    [LibraryImport(Library)] public static partial void* tree_sitter_ruby();
}
