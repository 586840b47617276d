using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A reader or generator over a file that leaves the <c>with</c> block and is read when the file is closed.</summary>
static class ClosedFile
{
    static readonly string[] Readers = ["DictReader", "reader", "map", "filter", "enumerate", "islice", "zip"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("ValueError") || !site.Message.Contains("closed file", StringComparison.Ordinal))
            return null;
        var found = Reached(site).SelectMany(f => f.Node.All("with_statement").SelectMany(w => Escaping(f, w).Select(v => (f.Module, Value: v)))).Distinct().ToList();
        var cause = $"{site.Place}: a file is read after the 'with' block has closed it";
        if (found is not [var (module, value)])
            return new Doubt($"{cause}.", "What keeps on reading it is not certain.");
        return new Repair($"{CrashSite.PlaceOf(module, value)}: {value.Text} reads the file bit by bit, and the 'with' block closes it before that happens in {site.Place}.", 0.88,
            value.Kind == "generator_expression" ? Change.Replace(module, value, $"[{value.Text[1..^1]}]") : Change.Wrap(module, value, "list(", ")"));
    }

    static IEnumerable<FunctionDefinition> Reached(CrashSite site) =>
        site.Frames.Select(f => site.Project.At(f.Path)!.FunctionAt(f.Line)).OfType<FunctionDefinition>()
            .Concat(ValueTrace.OfLine(site).Where(v => v.Value.Kind == "call").Select(v => Calls.Target(site, v.Module, v.Value)).OfType<FunctionDefinition>()).Distinct();

    /// <summary>The lazy readers of the file that the block returns, or assigns for use after it.</summary>
    static IEnumerable<SyntaxNode> Escaping(FunctionDefinition function, SyntaxNode with)
    {
        var handles = with.All("as_pattern_target").Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var statement in with.DescendantsAndSelf().Where(n => n.Is("return_statement", "assignment")))
        {
            var value = statement.Kind == "assignment" ? statement.Field("right") : statement.NamedChildren.FirstNode();
            if (value is not { } lazy || !(lazy.Kind == "generator_expression" || Readers.Contains(lazy.CalledName())) || !lazy.All("identifier").Any(n => handles.Contains(n.Text)))
                continue;
            if (statement.Kind == "return_statement" || statement.Field("left") is { Kind: "identifier" } name && Names.Variables(function.Module, name.Text).Any(n => n.Start > with.End && n.End <= function.Node.End))
                yield return lazy;
        }
    }
}
