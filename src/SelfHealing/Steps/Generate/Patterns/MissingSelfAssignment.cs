using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A method that sets a local variable, which nothing reads, where the object's attribute is meant; or a variable that holds a class instead of an object of it.</summary>
static class MissingSelfAssignment
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Is("AttributeError") && site.Says("'{}' object has no attribute '{}'") is [var typeName, var name] && site.Symbols.ClassesNamed(typeName) is [var type])
            return site.Symbols.MembersOf(type).All[name].All(m => m.Kind == MemberKind.SelfAttribute && m.Method?.Name != "__init__") ? Local(type, name, site) : null;
        return site.Is("TypeError") && site.Says("missing 1 required positional argument: '{}'") is [_] ? Instance(site) : null;
    }

    static Repair? Local(ClassDefinition type, string name, CrashSite site)
    {
        var idle = type.Methods.Where(m => m.Parameters is [{ Name: "self" }, ..] && m.Parameters.All(p => p.Name != name))
            .SelectMany(m => m.Module.ScopeWithin(m.Node)[name].Where(b => b.Kind == BindingKind.Assignment && b.Direct).Select(b => (Method: m, Binding: b)))
            .Where(f => f.Method.Name == "__init__" || RunsBefore(site, type, f.Method.Name))
            .Where(f => Names.Variables(type.Module, name).Count(n => n.Start > f.Method.Node.Start && n.End <= f.Method.Node.End) == 1).ToList();
        return idle is [var (method, binding)]
            ? new Repair($"{CrashSite.PlaceOf(type.Module, binding.Node)}: '{name}' is set as a local variable, which nothing reads; {site.Place} expects it as an attribute of {type.Name}.", 0.92, Change.Before(type.Module, binding.Node, "self.")) : null;
    }

    /// <summary>True when the constructor, or the code of the trace before its failing line, calls the method.</summary>
    static bool RunsBefore(CrashSite site, ClassDefinition type, string method) =>
        type.Method("__init__") is { } init && init.Node.DescendantsAndSelf().Any(n => n.IsMethodCall(method))
        || site.Frames.Any(f => site.Project.At(f.Path)! is var module && (module.FunctionAt(f.Line)?.Node ?? module.Root).Own().Any(n => n.IsMethodCall(method) && n.Line < f.Line));

    static Repair? Instance(CrashSite site)
    {
        foreach (var receiver in site.All("call").Select(c => c.Receiver()).OfType<SyntaxNode>().Where(r => r.Is("identifier", "attribute")))
        {
            // Other code makes an object of it with each call.
            var last = receiver.LastName();
            if (Calls.Named(site.Project, last).Any())
                continue;
            foreach (var (module, value) in ValueTrace.Of(site, receiver).Skip(1))
            {
                if (value.Is("identifier", "attribute") && site.Symbols.ClassOf(value, module) is { } type && (type.Method("__init__") is not { } init || init.CallerParameters.All(p => p.Default is not null)))
                    return new Repair($"{CrashSite.PlaceOf(module, value)}: {receiver.Text} is the class {type.Name} itself; an object of it is meant.", 0.9, Change.After(module, value, "()"));
            }
        }
        return null;
    }
}
