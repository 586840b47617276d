using SelfHealing.Code.Review;
using SelfHealing.Code.Syntax;
using SelfHealing.Code.Syntax.Checks;

namespace SelfHealing.Tests.Code.Review;

/// <summary>What a strict reviewer refuses, and what he lets pass. The changes stand in Data.</summary>
public class ChangeReviewTests
{
    public static TheoryData<string> Refused => ReviewCase.Names("refused");

    public static TheoryData<string> Right => ReviewCase.Names("right");

    [Theory]
    [MemberData(nameof(Refused))]
    public void Of_a_change_that_hides_the_crash_or_does_harm_is_refused_with_the_reason(string name)
    {
        var change = ReviewCase.Of(name);

        var review = ChangeReview.Of([change.Change]);

        string.Join('\n', review.Problems).ShouldContain(change.Refusal);
        review.Problems.ShouldAllBe(problem => problem.StartsWith(change.Change.Path, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Of_a_right_fix_has_no_problem(string name) =>
        ChangeReview.Of([ReviewCase.Of(name).Change]).Problems.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Refused))]
    [MemberData(nameof(Right))]
    public void The_changes_parse(string name)
    {
        var change = ReviewCase.Of(name).Change;
        if (Languages.OfFile(change.Path) is { } language)
            SyntaxCheck.Problems(language, change.After).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    [MemberData(nameof(Right))]
    public void Of_what_a_file_has_already_says_nothing(string name)
    {
        var change = ReviewCase.Of(name).Change;

        var review = ChangeReview.Of([new FileChange(change.Path, change.After, change.After + "\n")]);

        review.Problems.ShouldBeEmpty();
        review.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_many_checks_that_moved_says_the_same_of_each()
    {
        var before = string.Concat(Enumerable.Range(0, 150).Select(i => $"def f{i}(x):\n    if x < {i}:\n        raise ValueError(\"f{i}\")\n    return x - {i}\n\n\n"));
        var after = "def at_least(x, least):\n    if x < least:\n        raise ValueError(\"less\")\n\n\n"
            + string.Concat(Enumerable.Range(0, 150).Select(i => $"def f{i}(x):\n    at_least(x, {i})\n    return x - {i}\n\n\n"));

        var review = ChangeReview.Of([new FileChange("shop/limits.py", before, after)]);

        review.Problems.ShouldBeEmpty();
        review.Notes.ShouldContain(note => note.Contains("its check seems to stand elsewhere now", StringComparison.Ordinal));
    }
}
