using SelfHealing.Code.Symbols;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>The code that the trace passes through.</summary>
static class TraceCode
{
    const int MostImportLines = 40;
    const int MostHeaderLines = 40;
    const int MostLinesOfACaller = 60;

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
        foreach (var caller in trace.Skip(1))
        {
            var lines = caller.Lines;
            if (lines.Last - lines.First + 1 > MostLinesOfACaller)
            {
                yield return new Candidate(caller.Path, new LineRange(lines.First, Math.Min(lines.First + 2, caller.Line)), Worth.Trace, "a function of the trace");
                lines = new LineRange(Math.Max(lines.First, caller.Line - MostLinesOfACaller / 2), Math.Min(lines.Last, caller.Line + MostLinesOfACaller / 3));
            }
            yield return new Candidate(caller.Path, lines, Worth.Trace, $"a function of the trace{Named(caller.Function)}, in line {caller.Line}", caller.Line);
        }
    }

    static string Named(Declaration? function) => function is { Name.Length: > 0 } ? $" ({function.Name})" : "";

    static LineRange Limited(LineRange range, int lines) => range with { Last = Math.Min(range.Last, range.First + lines - 1) };

    static LineRange Limited(Declaration declaration, int lines) => Limited(new LineRange(declaration.First, declaration.Last), lines);
}
