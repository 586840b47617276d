using SelfHealing.Code.Review;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Generate.Patterns;
using SelfHealing.Tests.Steps.Generate.Patterns;

namespace SelfHealing.Tests.Code.Review;

/// <summary>Which files a change may touch, given the trace and what its author says.</summary>
public class UnexplainedFileTests
{
    static readonly FileChange Prices = new("shop/prices.py", "def net_price(row):\n    return row.net\n", "def net_price(row):\n    return row.gross\n");

    public static TheoryData<string> Repairs => [.. PatternCase.Names.Where(name => PatternCase.Read(name).Changes.Count > 0)];

    [Theory]
    [InlineData("The row has no net.", false)]
    [InlineData("shop/prices.py reads a field that is not there.", true)]
    [InlineData("prices.py reads a field that is not there.", true)]
    [InlineData("The module prices reads a field that is not there.", true)]
    [InlineData("`net_price()` reads a field that is not there.", true)]
    public void Of_a_file_outside_the_trace_wants_a_reason(string explanation, bool isExplained) =>
        (ChangeReview.Of([Prices], new CrashScope(["shop/cart.py"], explanation)).Problems.Count == 0).ShouldBe(isExplained);

    [Fact]
    public void Of_a_file_in_the_trace_wants_none() =>
        ChangeReview.Of([Prices], new CrashScope(["shop/prices.py"], "")).Problems.ShouldBeEmpty();

    [Fact]
    public void Of_new_files_and_tests_wants_none() =>
        ChangeReview.Of(
            [new FileChange("shop/rounding.py", null, "def half(n):\n    return n // 2\n"), new FileChange("tests/test_cart.py", "", "def test_half():\n    assert half(4) == 2\n")],
            new CrashScope(["shop/cart.py"], "")).Problems.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Repairs))]
    public void Of_what_the_built_in_patterns_change_has_no_problem(string name)
    {
        var crash = PatternCase.Read(name);
        var fix = (Fix)RepairPatterns.Propose(crash.Crash, crash.Tree);
        var after = PatternCase.Apply(crash.Tree, fix.Edits);
        var changes = after.Where(file => crash.Tree.Files.GetValueOrDefault(file.Key) != file.Value)
            .Select(file => new FileChange(file.Key, crash.Tree.Files.GetValueOrDefault(file.Key), file.Value));
        var frames = FrameMapper.Map(crash.Crash, crash.Tree).Select(frame => frame.Path);

        ChangeReview.Of([.. changes], new CrashScope([.. frames], fix.RootCause)).Problems.ShouldBeEmpty();
    }
}
