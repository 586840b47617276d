namespace SelfHealing.Code.Syntax.Checks.Python;

enum ScopeKind
{
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,

    /// <summary>Around a generic definition, or in one of its bounds: no yield, await or assignment may stand here.</summary>
    TypeParameters,

    /// <summary>An annotation that is never evaluated, because of <c>from __future__ import annotations</c>.</summary>
    Annotation,
}

/// <summary>What is known of a name in a scope.</summary>
[Flags]
enum NameUse
{
    None = 0,
    Parameter = 1,
    Assigned = 2,
    Used = 4,
    Annotated = 8,
    Global = 16,
    Nonlocal = 32,
    IterationVariable = 64,
    TypeParameter = 128,

    /// <summary>Assigned by <c>:=</c> in a comprehension, which binds it around the comprehension.</summary>
    Walrus = 256,

    /// <summary>Bound by an import; unlike an assignment it may stand before a global declaration.</summary>
    Imported = 512,
}

/// <summary>A region of the source with its own names.</summary>
sealed class Scope(ScopeKind kind, Scope? parent)
{
    public ScopeKind Kind { get; } = kind;

    public Scope? Parent { get; } = parent;

    public Dictionary<string, NameUse> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The nonlocal names that it declares.</summary>
    public List<Node> Nonlocals { get; } = [];

    /// <summary>What encloses the current statement in this scope, outermost first.</summary>
    public List<BlockKind> Blocks { get; } = [];

    /// <summary>True in the iterable of a comprehension, where <c>:=</c> must not stand.</summary>
    public bool InIterable { get; set; } = parent?.InIterable ?? false;

    public bool HasYield { get; set; }

    /// <summary>The first <c>return</c> with a value.</summary>
    public Node? ReturnedValue { get; set; }

    /// <summary>True for a comprehension that awaits.</summary>
    public bool Awaits { get; set; }

    public bool IsFunction => Kind is ScopeKind.Function or ScopeKind.AsyncFunction or ScopeKind.Lambda;

    public NameUse this[string name] => Names.GetValueOrDefault(name);

    public void Add(string name, NameUse use) => Names[name] = this[name] | use;
}

/// <summary>A statement that <c>break</c>, <c>continue</c> or <c>return</c> must leave.</summary>
enum BlockKind
{
    Loop,
    GroupHandler,
    Other,
}
