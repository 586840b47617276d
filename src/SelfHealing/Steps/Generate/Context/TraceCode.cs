using SelfHealing.Code.Symbols;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>The code that the trace passes through.</summary>
static class TraceCode
{
    const int MostImportLines = 40;
    const int MostHeaderLines = 40;
    const int NearCallers = 2;
    const int MostLinesOfANearCaller = 80;
    const int MostLinesOfACaller = 40;

    /// <summary>The function that crashed, whole, with its class's header and its file's imports.</summary>
    public static IEnumerable<Candidate> Culprit(TracedFunction culprit)
    {
        var where = culprit.Function is { } function ? $"the function that crashed{Named(function)}, in line {culprit.Line}" : $"the code that crashed, in line {culprit.Line}";
        yield return new Candidate(culprit.Path, culprit.Lines, Worth.Culprit, where, culprit.Line);
        if (culprit.Outline is not { } outline)
            yield break;
        var lines = 0;
        foreach (var import in outline.Imports.TakeWhile(import => (lines += import.Last - import.First + 1) <= MostImportLines))
            yield return new Candidate(culprit.Path, import, Worth.Culprit, "its file's imports");
        if ((culprit.Function?.Class ?? outline.ClassAt(culprit.Line)) is not { } type)
            yield break;
        yield return new Candidate(culprit.Path, Limited(outline.HeaderOf(type), MostHeaderLines), Worth.Culprit, $"the class {type.Name}");
        foreach (var constructor in outline.ConstructorsOf(type))
            yield return new Candidate(culprit.Path, Limited(constructor, MostHeaderLines), Worth.Culprit, $"the constructor of {type.Name}");
    }

    /// <summary>The other functions of the trace: the root cause's place, and the callers, nearest first.</summary>
    public static IEnumerable<Candidate> Others(IReadOnlyList<TracedFunction> trace)
    {
        foreach (var (distance, caller) in trace.Skip(1).Index())
        {
            var most = distance < NearCallers ? MostLinesOfANearCaller : MostLinesOfACaller;
            var lines = caller.Lines;
            if (lines.Last - lines.First + 1 > most)
            {
                yield return new Candidate(caller.Path, new LineRange(lines.First, Math.Min(lines.First + 2, caller.Line)), Worth.Trace, "a function of the trace");
                var first = Math.Clamp(caller.Line - most / 2, lines.First, lines.Last - most + 1);
                lines = new LineRange(first, first + most - 1);
            }
            yield return new Candidate(caller.Path, lines, Worth.Trace, $"a function of the trace{Named(caller.Function)}, in line {caller.Line}", caller.Line);
        }
    }

    static string Named(Declaration? function) => function is { Name.Length: > 0 } ? $" ({function.Name})" : "";

    static LineRange Limited(LineRange range, int lines) => range with { Last = Math.Min(range.Last, range.First + lines - 1) };

    static LineRange Limited(Declaration declaration, int lines) => Limited(new LineRange(declaration.First, declaration.Last), lines);
}
