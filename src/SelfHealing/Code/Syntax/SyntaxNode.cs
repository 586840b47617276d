using System.Text;

namespace SelfHealing.Code.Syntax;

/// <summary>A node of a <see cref="SyntaxTree"/>: a piece of the source text with a kind, as the language's tree-sitter grammar names it.</summary>
public sealed unsafe class SyntaxNode : IEquatable<SyntaxNode>
{
    readonly SyntaxTree tree;
    readonly TSNode node;

    internal SyntaxNode(SyntaxTree tree, TSNode node) => (this.tree, this.node) = (tree, node);

    /// <summary>The grammar's name for it: <c>function_definition</c>, <c>identifier</c>, or a token such as <c>(</c>; <c>ERROR</c> where the source is broken.</summary>
    public string Kind => tree.NameOf(Native.ts_node_symbol(node));

    /// <summary>False for punctuation and keywords.</summary>
    public bool IsNamed => Native.ts_node_is_named(node) != 0;

    /// <summary>True when it or a descendant is an error or a missing token.</summary>
    public bool HasError => Native.ts_node_has_error(node) != 0;

    /// <summary>True for source that fits nowhere in the grammar.</summary>
    public bool IsError => Native.ts_node_is_error(node) != 0;

    /// <summary>True for a token that the grammar needs here and the source lacks.</summary>
    public bool IsMissing => Native.ts_node_is_missing(node) != 0;

    /// <summary>The index in the text of its first character.</summary>
    public int Start => (int)(Native.ts_node_start_byte(node) / 2);

    /// <summary>The index in the text after its last character.</summary>
    public int End => (int)(Native.ts_node_end_byte(node) / 2);

    /// <summary>The 1-based line on which it starts.</summary>
    public int Line => (int)Native.ts_node_start_point(node).Row + 1;

    /// <summary>The 1-based line on which it ends.</summary>
    public int EndLine => (int)Native.ts_node_end_point(node).Row + 1;

    /// <summary>The 0-based column, in characters, at which it starts.</summary>
    public int Column => (int)(Native.ts_node_start_point(node).Column / 2);

    /// <summary>Its piece of the source text.</summary>
    public string Text => tree.Text[Start..End];

    /// <summary>The same, without a copy.</summary>
    public ReadOnlySpan<char> Span => tree.Text.AsSpan(Start, End - Start);

    /// <summary>The node around it; null for the root.</summary>
    public SyntaxNode? Parent => Wrap(Native.ts_node_parent(node));

    /// <summary>Its parts in order, tokens included.</summary>
    public IReadOnlyList<SyntaxNode> Children
    {
        get
        {
            var children = new List<SyntaxNode>();
            var cursor = Native.ts_tree_cursor_new(node);
            if (Native.ts_tree_cursor_goto_first_child(&cursor) != 0)
            {
                do
                    children.Add(new SyntaxNode(tree, Native.ts_tree_cursor_current_node(&cursor)));
                while (Native.ts_tree_cursor_goto_next_sibling(&cursor) != 0);
            }
            Native.ts_tree_cursor_delete(&cursor);
            return children;
        }
    }

    /// <summary>Its parts in order, without punctuation, keywords and comments.</summary>
    public IEnumerable<SyntaxNode> NamedChildren => Children.Where(child => child.IsNamed && child.Kind != "comment");

    /// <summary>The part that the grammar gives this role, such as <c>name</c> or <c>body</c>; null when it has none.</summary>
    public SyntaxNode? Field(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        fixed (byte* start = bytes)
            return Wrap(Native.ts_node_child_by_field_name(node, start, (uint)bytes.Length));
    }

    /// <summary>The smallest node that spans the text from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public SyntaxNode? At(int start, int end) => Wrap(Native.ts_node_descendant_for_byte_range(node, (uint)start * 2, (uint)end * 2));

    /// <summary>It and everything in it, in source order. However deep the tree is, this uses no stack.</summary>
    /// <param name="enter">Whether to go into a node's parts; all when null.</param>
    public IEnumerable<SyntaxNode> DescendantsAndSelf(Func<SyntaxNode, bool>? enter = null)
    {
        using var cursor = new Cursor(tree, node);
        do
            yield return cursor.Current;
        while (cursor.MoveNext(enter?.Invoke(cursor.Current) ?? true));
    }

    /// <summary>The nodes around it, nearest first.</summary>
    public IEnumerable<SyntaxNode> Ancestors()
    {
        for (var parent = Parent; parent is { } node; parent = node.Parent)
            yield return node;
    }

    /// <inheritdoc/>
    public bool Equals(SyntaxNode? other) => other is not null && Native.ts_node_eq(node, other.node) != 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SyntaxNode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine((nint)node.Id, Start);

    /// <summary>Its kind and place, for a debugger.</summary>
    public override string ToString() => $"{Kind} {Line}:{Column}";

    public static bool operator ==(SyntaxNode? left, SyntaxNode? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(SyntaxNode? left, SyntaxNode? right) => !(left == right);

    SyntaxNode? Wrap(TSNode found) => found.Id == null ? null : new SyntaxNode(tree, found);

    /// <summary>A walk in source order; a class, because an iterator cannot hold native pointers.</summary>
    sealed class Cursor(SyntaxTree tree, TSNode start) : IDisposable
    {
        TSTreeCursor cursor = Native.ts_tree_cursor_new(start);

        public SyntaxNode Current
        {
            get
            {
                fixed (TSTreeCursor* at = &cursor)
                    return new SyntaxNode(tree, Native.ts_tree_cursor_current_node(at));
            }
        }

        public bool MoveNext(bool intoParts)
        {
            fixed (TSTreeCursor* at = &cursor)
            {
                if (intoParts && Native.ts_tree_cursor_goto_first_child(at) != 0)
                    return true;
                while (Native.ts_tree_cursor_goto_next_sibling(at) == 0)
                {
                    if (Native.ts_tree_cursor_goto_parent(at) == 0)
                        return false;
                }
                return true;
            }
        }

        public void Dispose()
        {
            fixed (TSTreeCursor* at = &cursor)
                Native.ts_tree_cursor_delete(at);
        }
    }
}
