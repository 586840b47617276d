using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Python;

/// <summary>What an attribute of an object is.</summary>
enum MemberKind { Method, Property, Field, SelfAttribute }

/// <summary>An attribute that a class gives to its objects.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Class">The class that gives it: the object's own or a base.</param>
/// <param name="Method">The method, for a method or property, or the method that assigns it.</param>
/// <param name="Type">Its annotation, if any.</param>
/// <param name="Value">The value assigned to it, if any.</param>
sealed record Member(string Name, MemberKind Kind, ClassDefinition Class, FunctionDefinition? Method, SyntaxNode? Type, SyntaxNode? Value);

/// <summary>The attributes of a class's objects, those of its bases in the repository included.</summary>
/// <param name="All">By name; own ones first.</param>
/// <param name="IsComplete">False when a base class is not of the repository, so that there may be more.</param>
sealed record ClassMembers(ILookup<string, Member> All, bool IsComplete)
{
    const int DeepestHierarchy = 32;

    static readonly HashSet<string> PlainBases =
        ["object", "ABC", "abc.ABC", "Protocol", "Generic", "NamedTuple", "typing.NamedTuple", "Exception", "ValueError", "RuntimeError", "KeyError", "TypeError"];

    public IEnumerable<string> Names => All.Select(group => group.Key);

    public Member? Find(string name) => All[name].FirstOrDefault();

    public static ClassMembers Of(ClassDefinition type, Symbols symbols)
    {
        var found = new List<Member>();
        var complete = true;
        var seen = new HashSet<ClassDefinition> { type };
        var waiting = new Queue<ClassDefinition>(seen);
        while (waiting.TryDequeue(out var current))
        {
            found.AddRange(Own(current));
            foreach (var written in current.Bases)
            {
                if (symbols.ClassOf(written, current.Module) is { } parent)
                {
                    if (seen.Count < DeepestHierarchy && seen.Add(parent))
                        waiting.Enqueue(parent);
                }
                else
                    complete &= PlainBases.Contains(written.Kind == "subscript" ? written.Field("value")!.Text : written.Text);
            }
            complete &= current.Method("__getattr__") is null && current.Method("__getattribute__") is null;
        }
        return new ClassMembers(found.ToLookup(m => m.Name, StringComparer.Ordinal), complete);
    }

    static IEnumerable<Member> Own(ClassDefinition type)
    {
        foreach (var method in type.Methods)
            yield return new Member(method.Name, method.IsProperty ? MemberKind.Property : MemberKind.Method, type, method, method.ReturnType, null);
        foreach (var (name, annotation, value, _) in type.Fields)
            yield return new Member(name, MemberKind.Field, type, null, annotation, value);
        foreach (var (name, assignment, method) in type.SelfAssignments)
        {
            var whole = assignment.Kind == "assignment" && assignment.Field("left")?.Kind == "attribute";
            yield return new Member(name, MemberKind.SelfAttribute, type, method, whole ? assignment.Field("type") : null, whole ? assignment.Field("right") : null);
        }
    }
}
