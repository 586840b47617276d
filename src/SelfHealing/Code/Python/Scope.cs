using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>What a name is bound by.</summary>
enum BindingKind { Assignment, Augmented, Parameter, Import, Function, Class, Loop, Other }

/// <summary>One place that binds a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What binds it.</param>
/// <param name="Node">The name's node.</param>
/// <param name="Source">The assigned expression, the definition, the import statement, the looped-over expression; null when there is none.</param>
/// <param name="Direct">True when the name stands for the whole of <paramref name="Source"/>, not for a part of it as in <c>a, b = source</c>.</param>
sealed record Binding(string Name, BindingKind Kind, SyntaxNode Node, SyntaxNode? Source, bool Direct);

/// <summary>What a scope belongs to.</summary>
enum ScopeKind { Module, Class, Function, Comprehension }

/// <summary>A Python scope: its names and the scope around it.</summary>
sealed class Scope(ScopeKind kind, SyntaxNode node, Scope? parent)
{
    readonly Dictionary<string, List<Binding>> names = new(StringComparer.Ordinal);

    public ScopeKind Kind { get; } = kind;

    /// <summary>The module, class, function, lambda or comprehension.</summary>
    public SyntaxNode Node { get; } = node;

    public Scope? Parent { get; } = parent;

    /// <summary>Names that a <c>global</c> statement gives to the module.</summary>
    public HashSet<string> Globals { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that a <c>nonlocal</c> statement gives to a function around.</summary>
    public HashSet<string> Nonlocals { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => names.Keys;

    public IReadOnlyList<Binding> this[string name] => names.TryGetValue(name, out var found) ? found : [];

    public Scope Module => Parent is null ? this : Parent.Module;

    public void Add(Binding binding)
    {
        if (!names.TryGetValue(binding.Name, out var list))
            names[binding.Name] = list = [];
        list.Add(binding);
    }

    /// <summary>The scope whose name is meant when <paramref name="name"/> is read here; null for a builtin or an unknown name.</summary>
    public Scope? Owner(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            // A class body's names are not visible in the functions inside it.
            if (scope.Kind == ScopeKind.Class && scope != this)
                continue;
            if (scope.Globals.Contains(name))
                return scope.Module.names.ContainsKey(name) ? scope.Module : null;
            if (scope.names.ContainsKey(name))
                return scope;
        }
        return null;
    }

    /// <summary>Every name that can be read here, builtins left out.</summary>
    public IEnumerable<string> Visible()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Kind == ScopeKind.Class && scope != this)
                continue;
            foreach (var name in scope.Names)
            {
                if (seen.Add(name))
                    yield return name;
            }
        }
    }
}
