namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>What a <see cref="Node"/> is. Comments name its children, in order.</summary>
enum NodeKind
{
    // Expressions
    Name,
    Constant,
    String,
    Ellipsis,

    /// <summary>None, True or False.</summary>
    NamedConstant,

    /// <summary>The expressions in an f-string or t-string.</summary>
    FormatString,

    /// <summary>The base, then every expression in its trailers; the kind is that of the last trailer.</summary>
    Attribute,
    Subscript,
    Call,

    /// <summary>The value; the text is the parameter's name.</summary>
    KeywordArgument,
    DoubleStarred,
    Starred,
    Tuple,
    List,
    Set,
    Dict,
    Slice,

    /// <summary>The elements, then <see cref="For"/> nodes.</summary>
    ListComprehension,
    SetComprehension,
    DictComprehension,
    Generator,

    /// <summary>The target, the iterable, the conditions.</summary>
    ComprehensionFor,

    /// <summary><see cref="Parameters"/>, the body.</summary>
    Lambda,
    Conditional,
    Operation,
    Comparison,
    NamedExpression,
    Await,
    Yield,
    YieldFrom,

    // Parts of definitions
    Parameters,

    /// <summary>The annotation and the default, if any.</summary>
    Parameter,
    Annotation,

    /// <summary><see cref="TypeParameter"/> nodes.</summary>
    TypeParameters,

    /// <summary>The bound and the default, if any.</summary>
    TypeParameter,

    // Statements
    Block,
    Expression,

    /// <summary>The targets, then the value.</summary>
    Assignment,

    /// <summary>The target, then the value.</summary>
    AugmentedAssignment,

    /// <summary>The target, the <see cref="Annotation"/>, the value if any.</summary>
    AnnotatedAssignment,
    Delete,
    Return,
    Raise,
    Assert,
    Pass,
    Break,
    Continue,

    /// <summary><see cref="Name"/> nodes.</summary>
    Global,
    Nonlocal,

    /// <summary><see cref="Name"/> nodes that it binds.</summary>
    Import,

    /// <summary>The text is the module; <see cref="Name"/> nodes that it binds.</summary>
    ImportFrom,

    /// <summary>The text is the module.</summary>
    ImportAll,

    /// <summary>Feature names.</summary>
    ImportFuture,

    /// <summary>Conditions and blocks.</summary>
    If,
    While,

    /// <summary>The target, the iterable, the body, the else block if any.</summary>
    For,

    /// <summary>The body, <see cref="Handler"/> nodes, <see cref="Else"/> and <see cref="Finally"/> if any.</summary>
    Try,

    /// <summary>The type if any, the body; the text is the bound name.</summary>
    Handler,
    GroupHandler,
    Else,
    Finally,

    /// <summary><see cref="WithItem"/> nodes, the body.</summary>
    With,

    /// <summary>The expression, the target if any.</summary>
    WithItem,

    /// <summary>Decorators, <see cref="TypeParameters"/> if any, <see cref="Parameters"/>, the return <see cref="Annotation"/> if any, the body.</summary>
    Function,

    /// <summary>Decorators, <see cref="TypeParameters"/> if any, arguments, the body.</summary>
    Class,
    Decorator,

    /// <summary><see cref="TypeParameters"/> if any, the value.</summary>
    TypeAlias,

    /// <summary>The subject, <see cref="Case"/> nodes.</summary>
    Match,

    /// <summary>The pattern, the guard if any, the body.</summary>
    Case,

    // Patterns
    CapturePattern,
    ValuePattern,

    /// <summary>Alternatives.</summary>
    OrPattern,

    /// <summary>The pattern; the text is the name.</summary>
    AsPattern,
    SequencePattern,
    StarPattern,

    /// <summary>Keys and patterns.</summary>
    MappingPattern,

    /// <summary>The class, then patterns.</summary>
    ClassPattern,

    /// <summary>The pattern; the text is the attribute.</summary>
    KeywordPattern,
}

/// <summary>A node of the abstract syntax tree of Python source, with as much as the checks after parsing need.</summary>
sealed class Node(NodeKind kind, int start, string text = "", params IReadOnlyList<Node> children)
{
    public NodeKind Kind { get; } = kind;

    /// <summary>The index in the source of its first character.</summary>
    public int Start { get; } = start;

    /// <summary>A name, or for constants and operations what to call them in a message.</summary>
    public string Text { get; } = text;

    public IReadOnlyList<Node> Children { get; } = children;

    /// <summary>True when parentheses stand directly around it.</summary>
    public bool IsParenthesized { get; init; }

    /// <summary>True for <c>async def</c>, <c>async for</c> and <c>async with</c>.</summary>
    public bool IsAsync { get; init; }

    /// <summary>The same with parentheses around it.</summary>
    public Node Parenthesized() => new(Kind, Start, Text, Children) { IsParenthesized = true, IsAsync = IsAsync };

    public Node? Child(NodeKind kind)
    {
        foreach (var child in Children)
        {
            if (child.Kind == kind)
                return child;
        }
        return null;
    }
}
