using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Where an exception was raised, with the code around it: what a pattern looks at.</summary>
/// <param name="Project">The repository's Python code.</param>
/// <param name="ExceptionType">The exception's type, without its module.</param>
/// <param name="Message">Its message.</param>
/// <param name="Frames">Its calls that are in the repository, outermost first; at least one.</param>
/// <param name="RaisedInLibrary">True when library code that the innermost of them called raised it.</param>
sealed record CrashSite(PythonProject Project, string ExceptionType, string Message, IReadOnlyList<MappedFrame> Frames, bool RaisedInLibrary)
{
    public Symbols Symbols { get; } = new(Project);

    public TypeReader Types => types ??= new TypeReader(Symbols);
    TypeReader? types;

    public MappedFrame Frame => Frames[^1];

    public PythonModule Module { get; } = Project.At(Frames[^1].Path)!;

    public int Line => Frame.Line;

    /// <summary>The innermost function around the line; null at module or class level.</summary>
    public FunctionDefinition? Function => Module.FunctionAt(Line);

    /// <summary>The nodes that the failing line takes part in, outer ones first; what only surrounds it as a block is left out.</summary>
    public IReadOnlyList<SyntaxNode> Nodes => nodes ??= NodesAt(Module, Line);
    IReadOnlyList<SyntaxNode>? nodes;

    public IEnumerable<SyntaxNode> All(string kind) => Nodes.Where(n => n.Kind == kind);

    /// <summary>The statement that the line is in.</summary>
    public SyntaxNode? Statement => Nodes.Where(n => n.IsStatement()).FirstNode();

    /// <summary>The variable parts of the message; null when it does not fit the template.</summary>
    public string[]? Says(string template) => MessageTemplate.Match(template, Message);

    public bool Is(params ReadOnlySpan<string> types) => types.Contains(ExceptionType);

    /// <summary>"shop/receipts.py, line 14, in render_receipt()".</summary>
    public string Place => PlaceOf(Module, Line);

    public static string PlaceOf(PythonModule module, int line) =>
        module.FunctionAt(line) is { } function ? $"{module.Path}, line {line}, in {function.Title}" : $"{module.Path}, line {line}";

    public static string PlaceOf(PythonModule module, SyntaxNode node) => PlaceOf(module, node.Line);

    public static IReadOnlyList<SyntaxNode> NodesAt(PythonModule module, int line)
    {
        var found = module.Root.DescendantsAndSelf(n => n.Line <= line && line <= n.EndLine).Where(n => n.Line <= line && line <= n.EndLine).ToList();
        // The statement that starts on the line, else the innermost that spans it; what comes before only surrounds it.
        var innermost = found.FindIndex(n => n.IsStatement() && n.Line == line);
        if (innermost < 0)
            innermost = found.FindLastIndex(n => n.IsStatement());
        return innermost > 0 ? found[innermost..] : found;
    }
}
