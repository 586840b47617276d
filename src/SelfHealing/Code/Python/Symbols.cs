using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>What the names of a repository's code stand for, as far as it is certain.</summary>
sealed class Symbols(PythonProject project)
{
    const int LongestImportChain = 8;

    readonly Dictionary<ClassDefinition, ClassMembers> members = [];

    public PythonProject Project { get; } = project;

    public ClassMembers MembersOf(ClassDefinition type)
    {
        if (!members.TryGetValue(type, out var found))
            members[type] = found = ClassMembers.Of(type, this);
        return found;
    }

    /// <summary>The binding behind a name as read at a node: its one definition, followed through imports; null when there are several or none.</summary>
    public (PythonModule Module, Binding Binding)? Resolve(SyntaxNode name, PythonModule module) =>
        module.ScopeOf(name).Owner(name.Text) is { } scope ? Follow(module, scope, name.Text) : null;

    /// <summary>The same for a name of a module.</summary>
    public (PythonModule Module, Binding Binding)? Resolve(string name, PythonModule module) => Follow(module, module.Scope, name);

    /// <summary>The repository's class that an expression names; null when it is none or not certain.</summary>
    public ClassDefinition? ClassOf(SyntaxNode expression, PythonModule module) =>
        Definition(expression, module) is { Binding: { Kind: BindingKind.Class, Source: { } node }, Module: { } owner }
            ? owner.Classes.First(c => c.Node == node) : null;

    /// <summary>The repository's function that an expression names; methods are not found here.</summary>
    public FunctionDefinition? FunctionOf(SyntaxNode expression, PythonModule module) =>
        Definition(expression, module) is { Binding: { Kind: BindingKind.Function, Source: { } node }, Module: { } owner }
            ? owner.Functions.First(f => f.Node == node) : null;

    /// <summary>The repository's module that an expression names, as after <c>import shop.models</c>.</summary>
    public PythonModule? ModuleOf(SyntaxNode expression, PythonModule module)
    {
        if (expression.Kind == "attribute" && expression.Field("object") is { } left && Project.PathOf(expression.Text, module.Path) is { } path)
            return left.DescendantsAndSelf().First(n => n.Kind == "identifier") is var root && IsImported(root, module) ? Project.At(path) : null;
        if (expression.Kind != "identifier" || module.ScopeOf(expression).Owner(expression.Text) is not { } scope)
            return null;
        return scope[expression.Text] is [{ Kind: BindingKind.Import } import] ? ImportedModule(import, module) : null;
    }

    /// <summary>All classes of the repository with that name.</summary>
    public IReadOnlyList<ClassDefinition> ClassesNamed(string name) => [.. Project.Classes.Where(c => c.Name == name)];

    (PythonModule Module, Binding Binding)? Definition(SyntaxNode expression, PythonModule module)
    {
        if (expression.Kind == "identifier")
            return Resolve(expression, module);
        if (expression.Kind == "attribute" && ModuleOf(expression.Field("object")!, module) is { } owner)
            return Resolve(expression.Field("attribute")!.Text, owner);
        if (expression.Kind == "subscript")
            return Definition(expression.Field("value")!, module);
        return null;
    }

    (PythonModule Module, Binding Binding)? Follow(PythonModule module, Scope scope, string name)
    {
        for (var step = 0; step < LongestImportChain; step++)
        {
            if (scope[name] is not [var binding])
                return null;
            if (binding.Kind != BindingKind.Import)
                return (module, binding);
            var import = ImportedName.Of(binding.Source!).First(i => i.Node == binding.Node);
            if (import.Member is null || Project.Import(import.Module, module) is not { } target)
                return (module, binding);
            (module, scope, name) = (target, target.Scope, import.Member);
        }
        return null;
    }

    PythonModule? ImportedModule(Binding binding, PythonModule module)
    {
        var import = ImportedName.Of(binding.Source!).First(i => i.Node == binding.Node);
        if (import.Member is null)
            return Project.Import(import.Module, module);
        return Project.Import(import.Module.EndsWith('.') ? import.Module + import.Member : import.Module + "." + import.Member, module);
    }

    static bool IsImported(SyntaxNode name, PythonModule module) =>
        module.ScopeOf(name).Owner(name.Text)?[name.Text].Any(b => b.Kind == BindingKind.Import) == true;
}
