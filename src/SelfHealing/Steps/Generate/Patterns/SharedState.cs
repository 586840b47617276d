using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Objects that calls or instances share without meaning to: how they are recognised, and whether a crash can come from them.</summary>
static partial class SharedState
{
    static readonly string[] Mutators = ["append", "extend", "insert", "add", "update", "setdefault", "pop", "remove", "discard", "clear", "appendleft", "popitem"];

    /// <summary>True for a list, dict or set literal and for their constructors.</summary>
    public static bool IsMutable(SyntaxNode value) =>
        value.Is("list", "dictionary", "set") || value.IsCallOf("list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict");

    /// <summary>The objects that the code changes in place.</summary>
    public static IEnumerable<SyntaxNode> Mutations(SyntaxNode code)
    {
        foreach (var node in code.DescendantsAndSelf())
        {
            if (node.IsMethodCall(Mutators))
                yield return node.Receiver()!;
            if (node.Is("assignment", "augmented_assignment") && node.Field("left") is { } left)
            {
                if (left.Kind == "subscript")
                    yield return left.Field("value")!;
                else if (node.Kind == "augmented_assignment")
                    yield return left;
            }
            if (node.Kind == "delete_statement" && node.NamedChildren.FirstNode() is { Kind: "subscript" } deleted)
                yield return deleted.Field("value")!;
        }
    }

    /// <summary>True when the program itself found something wrong: it raises or asserts on the failing line.</summary>
    public static bool IsComplaint(CrashSite site) =>
        !site.RaisedInLibrary && site.Statement is { Kind: "raise_statement" or "assert_statement" };

    /// <summary>True for what is shared on purpose, such as a cache, and for what the complaint finds too little in: what is shared by mistake has too much.</summary>
    public static bool IsMeantToBeShared(CrashSite site, string name) => Shared().IsMatch(NameWords.Joined(name))
        || site.Statement!.Ancestors().TakeWhile(a => a.Kind != "function_definition").Where(a => a.Kind == "if_statement").FirstNode() is { } guard
        && guard.Field("condition")!.DescendantsAndSelf().Any(n => n.Kind == "comparison_operator" && n.Children is [_, { Kind: "not in" }, var searched]
            && searched.LastName() == name);

    // A memo and what is interned, but not memory and what is internal.
    [GeneratedRegex(@"cache|memo([^r]|$)|registry|registered|pool|shared|singleton|instances|intern(s|ed|[^a-z]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shared();

    /// <summary>True when a function of the trace reads one of the attributes, calls a method that does, or calls the function.</summary>
    public static bool Touches(CrashSite site, IReadOnlyList<string> attributes, ClassDefinition? type, string? function)
    {
        var readers = type?.Methods.Where(m => m.Node.All("attribute").Any(a => attributes.Contains(a.Field("attribute")!.Text))).Select(m => m.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return site.Frames.Any(frame => Code(site.Project.At(frame.Path)!, frame.Line).Any(n =>
            n.Kind == "attribute" && n.Field("attribute")!.Text is var name && (attributes.Contains(name) || readers.Contains(name))
            || function is not null && n.IsCallOf(function)));
    }

    /// <summary>The function around a line, or the line itself at module level.</summary>
    static IEnumerable<SyntaxNode> Code(PythonModule module, int line) =>
        module.FunctionAt(line) is { } function ? function.Node.DescendantsAndSelf() : CrashSite.NodesAt(module, line);
}
