using System.Runtime.InteropServices;

namespace SelfHealing.Code.Syntax;

/// <summary>The concrete syntax tree of one source text. It is tolerant: broken source has a tree too, with error nodes in it.</summary>
/// <remarks>Dispose it to free the native tree; its nodes must not be used after that.</remarks>
public sealed unsafe class SyntaxTree : IDisposable
{
    readonly void* grammar;
    readonly TreeHandle handle;

    SyntaxTree(Language language, string text, void* grammar, TreeHandle handle)
    {
        Language = language;
        Text = text;
        this.grammar = grammar;
        this.handle = handle;
    }

    /// <summary>The language it was parsed as.</summary>
    public Language Language { get; }

    /// <summary>The whole source text. Node positions are indexes into it.</summary>
    public string Text { get; }

    /// <summary>The node that spans the text.</summary>
    public SyntaxNode Root
    {
        get
        {
            ObjectDisposedException.ThrowIf(handle.IsClosed, this);
            return new SyntaxNode(this, Native.ts_tree_root_node((void*)handle.DangerousGetHandle()));
        }
    }

    /// <summary>Parses a text of any content. Texts over 100 million characters are refused with an <see cref="ArgumentException"/>.</summary>
    public static SyntaxTree Parse(Language language, string text)
    {
        if (text.Length > 100_000_000)
            throw new ArgumentException($"The source text has {text.Length} characters; at most 100,000,000 can be parsed.", nameof(text));
        void* grammar = Grammar(language);
        void* parser = Native.ts_parser_new();
        try
        {
            if (Native.ts_parser_set_language(parser, grammar) == 0)
                throw new InvalidOperationException($"The {language} grammar does not fit the tree-sitter runtime. Build again with matching versions.");
            fixed (char* start = text)
            {
                var tree = new TreeHandle(Native.ts_parser_parse_string_encoding(parser, null, start, (uint)text.Length * 2, Native.Utf16LittleEndian));
                return new SyntaxTree(language, text, grammar, tree);
            }
        }
        finally
        {
            Native.ts_parser_delete(parser);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    internal string NameOf(ushort symbol)
    {
        if (symbol == ushort.MaxValue)
            return "ERROR";
        var names = SymbolNames[(int)Language];
        if (symbol < names.Length && names[symbol] is { } known)
            return known;
        var name = string.Intern(Marshal.PtrToStringUTF8((nint)Native.ts_language_symbol_name(grammar, symbol)) ?? "");
        if (symbol < names.Length)
            names[symbol] = name;
        return name;
    }

    // Writes of equal interned references may race; that is harmless.
    static readonly string?[][] SymbolNames = [.. Enum.GetValues<Language>().Select(_ => new string?[1024])];

        static void* Grammar(Language language) => language switch
    {
        Language.Python => Native.tree_sitter_python(),
        Language.JavaScript => Native.tree_sitter_javascript(),
        Language.TypeScript => Native.tree_sitter_typescript(),
        Language.Tsx => Native.tree_sitter_tsx(),
        Language.Java => Native.tree_sitter_java(),
        Language.CSharp => Native.tree_sitter_c_sharp(),
        Language.Go => Native.tree_sitter_go(),
        Language.Ruby => Native.tree_sitter_ruby(),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No grammar is built for this language."),
    };

    sealed class TreeHandle : SafeHandle
    {
        public TreeHandle(void* tree) : base(0, ownsHandle: true) => SetHandle((nint)tree);

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            Native.ts_tree_delete((void*)handle);
            return true;
        }
    }
}
