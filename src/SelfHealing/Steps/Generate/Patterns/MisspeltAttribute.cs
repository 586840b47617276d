using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>An attribute or method that is read under a name that its class or module does not have, where one close name is there.</summary>
static class MisspeltAttribute
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("AttributeError"))
            return null;
        if (site.Says("module '{}' has no attribute '{}'") is [var moduleName, var member])
            return OfModule(site, moduleName, member);
        var parts = site.Says("type object '{}' has no attribute '{}'") ?? site.Says("'{}' object has no attribute '{}'");
        if (parts is not [var typeName, var written])
            return null;
        var cause = $"{site.Place}: {typeName} objects have no attribute '{written}'";
        var types = site.Symbols.ClassesNamed(typeName[(typeName.LastIndexOf('.') + 1)..]);
        if (types.Count == 0)
            return BuiltinTypes.Attributes(typeName) is { Count: > 0 } known && (typeName is not ("dict" or "list" or "str" or "set" or "tuple" or "bytes") || IsCalled(site, written)) ? Repaired(site, written, [.. known], cause, "a method of " + typeName, everywhere: false) : null;
        if (types.Count > 1)
            return new Doubt($"{cause}.", $"Several classes are named {typeName}.");
        var members = site.Symbols.MembersOf(types[0]);
        if (members.Find(written) is not null)
            return null;
        var called = IsCalled(site, written);
        var fitting = members.All.Where(group => group.Any(m => called ? m.Kind == MemberKind.Method || IsCallable(m) : m.Kind != MemberKind.Method)).Select(group => group.Key).ToList();
        return Producer(site, types[0], members, written, cause)
            ?? Definition(site, members, written, fitting, cause)
            ?? Repaired(site, written, fitting, cause, $"a member of {typeName}", everywhere: !site.Project.Classes.Any(c => site.Symbols.MembersOf(c).Find(written) is not null));
    }

    static IEnumerable<SyntaxNode> Accesses(CrashSite site, string written) =>
        site.All("attribute").Where(a => a.Field("attribute")!.Text == written);

    static bool IsCalled(CrashSite site, string written) => Accesses(site, written).Any(a => a.Parent is { Kind: "call" } call && call.Field("function") == a);

    static bool IsCallable(Member member) => member.Kind != MemberKind.Property && member.Value is { Kind: "lambda" or "identifier" } or { Kind: "attribute" };

    /// <summary>The class assigns a misspelt name that nobody reads, and everybody reads the right one.</summary>
    static Repair? Producer(CrashSite site, ClassDefinition type, ClassMembers members, string read, string cause)
    {
        if (Spelling.Closest(read, members.Names) is not { } assigned || members.All[assigned].ToList() is not [{ Kind: MemberKind.SelfAttribute }])
            return null;
        if (Names.Attributes(site.Project, assigned).ToList() is not [var only] || !Names.IsWritten(only.Node.Parent!))
            return null;
        if (Names.Attributes(site.Project, read).Count() < 2 && !Vocabulary.Prefers(site.Project, read, assigned))
            return null;
        return new Repair($"{cause}: {CrashSite.PlaceOf(only.Module, only.Node)} assigns '{assigned}', which nothing reads, while the rest of the code reads '{read}'.", 0.93,
            Change.Replace(only.Module, only.Node, read));
    }

    /// <summary>The method's or property's own name is misspelt: nothing uses it, and what the code uses is the better word.</summary>
    static Repair? Definition(CrashSite site, ClassMembers members, string read, List<string> names, string cause)
    {
        if (Spelling.Closest(read, names) is not { } defined || members.All[defined].ToList() is not [{ Kind: MemberKind.Method or MemberKind.Property, Method: { } method }])
            return null;
        if (Names.Attributes(site.Project, defined).Any() || !Vocabulary.Prefers(site.Project, read, defined))
            return null;
        return new Repair($"{cause}: {CrashSite.PlaceOf(method.Module, method.Node)} defines it as '{defined}', a misspelling that nothing uses.", 0.88,
            Change.Replace(method.Module, method.Node.Field("name")!, read));
    }

    static Finding? Repaired(CrashSite site, string written, IReadOnlyList<string> names, string cause, string what, bool everywhere)
    {
        var ranked = Spelling.Ranked(written, names);
        if (ranked.Count == 0 || !Accesses(site, written).Any())
            return null;
        // "indexOf" is no misspelling of "index": other languages have it, and it does something else.
        if (written.Any(char.IsUpper) && written.Any(char.IsLower) && !names.Any(n => n.Any(char.IsUpper)) && ranked[0].Distance > 0)
            return new Doubt($"{cause}.", $"'{ranked[0].Name}' is close, but '{written}' looks like a name of another language.");
        if (Spelling.Closest(written, names) is not { } meant)
            return new Doubt($"{cause}.", Spelling.Doubt(written, ranked));
        var changes = (everywhere ? Names.Attributes(site.Project, written) : Accesses(site, written).Select(a => (site.Module, a.Field("attribute")!)))
            .Select(n => Change.Replace(n.Item1, n.Item2, meant)).ToList();
        return new Repair($"{cause}; '{meant}', {what}, is meant.", 0.94, changes);
    }

    static Finding? OfModule(CrashSite site, string moduleName, string written)
    {
        if (site.Message.StartsWith("partially initialized", StringComparison.Ordinal))
            return null;
        var cause = $"{site.Place}: the module {moduleName} has no '{written}'";
        if (site.Project.Import(moduleName, site.Module) is { } module)
        {
            if (StandardLibrary.Members(moduleName).Contains(written))
                return new Doubt($"{cause}.", $"The module {moduleName} of the standard library has it; {module.Path} hides that.");
            return Repaired(site, written, [.. site.Project.Exports(module)], cause, $"defined in {module.Path}", everywhere: false) is Repair repair
                ? repair with { Changes = [.. OfAlias(site, moduleName, written).Select(n => Change.Replace(site.Module, n, repair.Changes[0].Text))] } : null;
        }
        return StandardLibrary.Members(moduleName) is { Count: > 0 } members && !members.Contains(written)
            ? Repaired(site, written, [.. members], cause, $"a member of {moduleName}", everywhere: false) : null;
    }

    /// <summary>Every access to the member through the module in this file.</summary>
    static IEnumerable<SyntaxNode> OfAlias(CrashSite site, string moduleName, string written) =>
        site.Module.Nodes.Where(n => n.Kind == "attribute" && n.Field("attribute")!.Text == written
                && site.Symbols.ModuleOf(n.Field("object")!, site.Module) is { } of && of == site.Project.Import(moduleName, site.Module))
            .Select(n => n.Field("attribute")!);
}
