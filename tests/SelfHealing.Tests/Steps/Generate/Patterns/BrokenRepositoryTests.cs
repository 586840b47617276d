using CsCheck;
using SelfHealing.Code;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Generate.Patterns;

namespace SelfHealing.Tests.Steps.Generate.Patterns;

/// <summary>Repositories come from strangers: whatever stands in their files, an answer comes back and its edits fit.</summary>
public class BrokenRepositoryTests
{
    static readonly PatternCase[] Cases = [.. PatternCase.Names.Select(PatternCase.Read)];

    [Fact]
    public void Propose_on_files_with_lines_lost_doubled_and_swapped_never_throws() =>
        Gen.Select(Gen.Int[0, Cases.Length - 1], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 2]).Sample((at, first, second, kind) =>
        {
            var crash = Cases[at];
            var files = crash.Tree.Files.ToDictionary(f => f.Key, f => Mutate(f.Value, first, second, kind), StringComparer.Ordinal);
            AnswersAndFits(crash, new SourceTree("0", files));
        }, iter: 300);

    [Fact]
    public void Propose_on_files_with_pieces_cut_out_never_throws() =>
        Gen.Select(Gen.Int[0, Cases.Length - 1], Gen.Int[0, 3000], Gen.Int[1, 12]).Sample((at, start, length) =>
        {
            var crash = Cases[at];
            var files = crash.Tree.Files.ToDictionary(f => f.Key, f => f.Value.Length == 0 ? "" : f.Value.Remove(start % f.Value.Length, Math.Min(length, f.Value.Length - start % f.Value.Length)), StringComparer.Ordinal);
            AnswersAndFits(crash, new SourceTree("0", files));
        }, iter: 300);

    [Fact]
    public void Propose_on_a_file_nested_a_hundred_thousand_deep_answers()
    {
        var crash = Cases.First(c => c.Name.Contains("order-total-attr", StringComparison.Ordinal));
        var files = crash.Tree.Files.ToDictionary(StringComparer.Ordinal);
        files["deep.py"] = "x = " + new string('(', 100_000) + "1" + new string(')', 100_000) + "\n";
        files["long.py"] = "x = " + string.Join(" + ", Enumerable.Repeat("1", 50_000)) + "\n";

        RepairPatterns.Propose(crash.Crash, new SourceTree("0", files)).ShouldBeOfType<Fix>();
    }

    static void AnswersAndFits(PatternCase crash, SourceTree tree)
    {
        if (RepairPatterns.Propose(crash.Crash, tree) is Fix fix)
            PatternCase.Apply(tree, fix.Edits).ShouldNotBe(tree.Files.ToDictionary(StringComparer.Ordinal));
    }

    static string Mutate(string text, int first, int second, int kind)
    {
        var lines = text.Split('\n').ToList();
        var (a, b) = (first % lines.Count, second % lines.Count);
        if (kind == 0)
            lines.RemoveAt(a);
        else if (kind == 1)
            lines.Insert(a, lines[b]);
        else
            (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }
}
