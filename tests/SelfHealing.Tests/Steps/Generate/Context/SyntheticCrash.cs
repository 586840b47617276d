using SelfHealing.Code;
using SelfHealing.Code.Symbols;
using SelfHealing.Code.Syntax;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Steps.Generate.Context;

/// <summary>A crash that could happen in real code: a chain of real calls, a line of the innermost function, and a function in which the fault may be.</summary>
/// <param name="Crash">The crash, as its trace would tell it.</param>
/// <param name="Faulty">The function to mend: the one that crashed, its caller, or one that it calls.</param>
/// <param name="FaultyRole">Which of these.</param>
sealed record SyntheticCrash(Crash Crash, Declaration Faulty, string FaultyRole)
{
    const int LongestChain = 4;

    /// <summary>Crashes of a source tree; equal seeds give equal crashes. Only functions whose name is declared once count, so that the calls are certain.</summary>
    public static IReadOnlyList<SyntheticCrash> In(SourceTree tree, int count, int seed)
    {
        var random = new Random(seed);
        var outlines = tree.Files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => OutlineReader.Read(file.Key, Languages.OfFile(file.Key)!.Value, file.Value)).ToList();
        var functions = outlines.SelectMany(outline => outline.Declarations)
            .Where(d => d.Kind == DeclarationKind.Function && d.Name.Length > 3 && d.Parent?.Kind != DeclarationKind.Function)
            .GroupBy(d => d.Name, StringComparer.Ordinal).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
        var calls = outlines.SelectMany(outline => Reference.In(outline.Language, outline.Text)
            .Where(r => r.IsCall && (!r.IsMember || functions.GetValueOrDefault(r.Name)?.Path == outline.Path) && functions.ContainsKey(r.Name))
            .Select(r => (From: outline.FunctionAt(r.Line), r.Line, To: functions[r.Name], outline.Path)))
            .Where(call => call.From is { } from && call.To != from && functions.GetValueOrDefault(from.Name) == from).ToList();
        var callers = calls.ToLookup(call => call.To);
        var callees = calls.ToLookup(call => call.From!);
        var byPath = outlines.ToDictionary(outline => outline.Path, StringComparer.Ordinal);

        var culprits = functions.Values.Where(f => f.Lines >= 4 && callers[f].Any()).OrderBy(f => f.Path, StringComparer.Ordinal).ThenBy(f => f.First).ToList();
        var crashes = new List<SyntheticCrash>();
        while (crashes.Count < count && culprits.Count > 0)
        {
            var culprit = culprits[random.Next(culprits.Count)];
            var lines = byPath[culprit.Path].Lines;
            var line = random.Next(culprit.NameLine + 1, culprit.Last + 1);
            var frames = new List<StackFrame> { FrameOf(culprit, line, lines) };
            var at = culprit;
            Declaration? caller = null;
            for (var depth = 0; depth < LongestChain && callers[at].ToList() is { Count: > 0 } sites; depth++)
            {
                var site = sites[random.Next(sites.Count)];
                frames.Insert(0, FrameOf(site.From!, site.Line, byPath[site.Path].Lines));
                at = site.From!;
                caller ??= at;
            }
            var called = callees[culprit].Select(call => call.To).Distinct().ToList();
            var (faulty, role) = random.Next(10) switch
            {
                < 3 when called.Count > 0 => (called[random.Next(called.Count)], "called"),
                < 5 => (caller!, "caller"),
                _ => (culprit, "crashed"),
            };
            crashes.Add(new SyntheticCrash(
                new Crash("log", LanguageOf(culprit.Path), "Error", "unexpected value", frames, [], "v1:0") { Culprit = frames[^1] }, faulty, role));
        }
        return crashes;
    }

    static StackFrame FrameOf(Declaration function, int line, IReadOnlyList<string> lines) =>
        new("/srv/app/" + function.Path, line, function.Name, InApp: true) { SourceLine = lines[line - 1].Trim() is { Length: > 0 } text ? text : null };

    static string LanguageOf(string path) => Languages.OfFile(path) switch
    {
        Language.Python => "python",
        Language.CSharp => "csharp",
        _ => "javascript",
    };
}
