using SelfHealing.Code.Python;
using SelfHealing.Code.Symbols;
using SelfHealing.Crashes;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>The code from which the value that failed may come: what the message names, what the failing lines call, what writes the key.</summary>
static class Causes
{
    const int MostDefinitionsOfAName = 4;
    const int MostWrites = 4;
    const int MostLines = 50;
    const int MostCallers = 3;
    const int MostNames = 16;

    /// <summary>The definitions, the most telling first.</summary>
    public static IEnumerable<Candidate> Of(Crash crash, IReadOnlyList<TracedFunction> trace, SourceIndex index)
    {
        var failed = FailedNames.In(crash);
        var culprit = trace[0];
        return failed.SelectMany(name => Definitions(name, index, $"{name} is named in the message", failed))
            .Concat(Written(failed, culprit, index, orClose: true, "writes"))
            .Concat(Called(culprit, index, near: true, "called where it crashed"))
            .Concat(trace.Skip(1).Take(MostCallers).SelectMany(caller => Called(caller, index, near: true, "called on the way to the crash")))
            .Concat(Called(culprit, index, near: false, "used by the function that crashed"))
            .Concat(Written(AttributesAt(culprit, index), culprit, index, orClose: false, "writes"));
    }

    // Names of the failing line and of the lines that share a variable with it; the others on demand.
    static IEnumerable<Candidate> Called(TracedFunction function, SourceIndex index, bool near, string reason)
    {
        if (function.Outline is not { } outline)
            return [];
        var used = index.ReferencesIn(outline).Where(r => r.Line >= function.Lines.First && r.Line <= function.Lines.Last).ToList();
        var variables = used.Where(r => r.Line == function.Line && !r.IsCall).Select(r => r.Name).Where(name => name is not ("self" or "this")).ToHashSet(StringComparer.Ordinal);
        var related = used.Where(r => !r.IsMember && variables.Contains(r.Name)).Select(r => r.Line).Append(function.Line).ToHashSet();
        return used.Where(r => related.Contains(r.Line) == near)
            .OrderBy(r => r.Line != function.Line).ThenBy(r => !r.IsCall).ThenBy(r => Math.Abs(r.Line - function.Line))
            .Where(r => r.Name != function.Function?.Name)
            .Where(r => r.IsCall || !r.IsMember)
            .DistinctBy(r => r.Name, StringComparer.Ordinal)
            .Take(MostNames)
            .SelectMany(r => Definitions(r.Name, index, $"{r.Name} is {reason}", [], function));
    }

    static IEnumerable<Candidate> Definitions(string name, SourceIndex index, string reason, IReadOnlyList<string> members, TracedFunction? from = null)
    {
        var all = index.Declarations(name).Where(d => d.Parent?.Kind != DeclarationKind.Function).ToList();
        // What stands in the same file is meant before what has the same name elsewhere.
        if (from is not null && all.Where(d => d.Path == from.Path).ToList() is { Count: > 0 } own && all.Count > MostDefinitionsOfAName)
            all = own;
        foreach (var declaration in all.Take(MostDefinitionsOfAName))
        {
            if (declaration.Kind != DeclarationKind.Class)
            {
                yield return Limited(declaration.Path, declaration.First, declaration.Last, reason);
                continue;
            }
            var outline = index.At(declaration.Path)!;
            var header = outline.HeaderOf(declaration);
            yield return Limited(declaration.Path, header.First, header.Last, reason);
            foreach (var constructor in outline.ConstructorsOf(declaration))
                yield return Limited(constructor.Path, constructor.First, constructor.Last, $"the constructor of {declaration.Name}");
            foreach (var member in outline.Declarations.Where(d => d.Owner == declaration.Name && members.Any(m => m != declaration.Name && Spelling.AreClose(m, d.Name))))
                yield return Limited(member.Path, member.First, member.Last, $"{member.Name} is named in the message, or nearly");
        }
    }

    // The culprit itself reads the key; who else has it wrote it.
    static IEnumerable<Candidate> Written(IReadOnlyList<string> names, TracedFunction culprit, SourceIndex index, bool orClose, string verb)
    {
        if (names.Count == 0)
            return [];
        return index.Paths.Select(path => (Path: path, Text: index.TextOf(path)))
            .SelectMany(file => KeyWrites.In(file.Text, names, orClose).Select(line => (file.Path, Line: line)))
            .Where(place => place.Path != culprit.Path || place.Line < culprit.Lines.First || place.Line > culprit.Lines.Last)
            .Select(place => (place.Path, place.Line, Function: index.At(place.Path)?.FunctionAt(place.Line)))
            .DistinctBy(place => (place.Path, place.Function?.First ?? place.Line))
            .Take(MostWrites)
            .Select(place => place.Function is { Lines: <= MostLines } function
                ? new Candidate(place.Path, new LineRange(function.First, function.Last), Worth.Definition, $"{verb} {string.Join(", ", names.Take(3))}", place.Line)
                : new Candidate(place.Path, new LineRange(Math.Max(1, place.Line - 8), place.Line + 6), Worth.Definition, $"{verb} {string.Join(", ", names.Take(3))}", place.Line));
    }

    static List<string> AttributesAt(TracedFunction culprit, SourceIndex index) =>
        culprit.Outline is { } outline
            ? [.. index.ReferencesIn(outline).Where(r => r.Line == culprit.Line && r.IsMember && !r.IsCall).Select(r => r.Name).Distinct(StringComparer.Ordinal).Take(2)]
            : [];

    static Candidate Limited(string path, int first, int last, string reason) =>
        new(path, new LineRange(first, Math.Min(last, first + MostLines - 1)), Worth.Definition, reason);
}
