using CsCheck;
using SelfHealing.Code;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Tests.Steps.Generate;

/// <summary>Which of several replies is taken.</summary>
public class SampleRankingTests
{
    static readonly SourceTree Tree = new("0", new Dictionary<string, string>(StringComparer.Ordinal) { ["a.py"] = "x = 1\ny = 2\n" });

    [Fact]
    public void The_change_that_most_replies_agree_on_wins_with_their_mean_confidence()
    {
        var chosen = Choose([Fix("one", "x = 7", 1.0), Fix("two", "x = 8", 0.6), Fix("three", "x = 8", 0.8)], Tree);

        chosen.Reply.ShouldBe("two");
        ((Fix)chosen.Proposal!).Confidence.ShouldBe(0.7, tolerance: 1e-9);
    }

    [Fact]
    public void Replies_agree_when_they_lead_to_the_same_files_however_they_are_written()
    {
        var whole = new Sample("two", new Fix("", 0.9, [new Edit("a.py", "x = 1\ny = 2\n", "x = 8\ny = 2\n")]), []);

        Choose([Fix("one", "x = 7"), whole, Fix("three", "x = 8")], Tree).Reply.ShouldBe("two");
    }

    [Fact]
    public void Among_equals_the_smaller_change_wins_then_the_first()
    {
        Choose([Fix("one", "x = 7\nz = 3"), Fix("two", "x = 8")], Tree).Reply.ShouldBe("two");
        Choose([Fix("one", "x = 7"), Fix("two", "x = 8")], Tree).Reply.ShouldBe("one");
    }

    [Fact]
    public void Replies_that_are_unreadable_or_invalid_have_no_vote() =>
        Choose([Unreadable("one"), Fix("two", "x = ("), Fix("three", "x = ("), Fix("four", "x = 8")], Tree).Reply.ShouldBe("four");

    [Fact]
    public void The_other_changes_follow_each_once_unless_more_abstain_than_agree_on_it()
    {
        Sample[] samples = [Fix("one", "x = 7\nz = 3"), Fix("two", "x = 8"), Fix("three", "x = 9"), Fix("four", "x = 9"), Fix("five", "x = (")];

        SampleRanking.Rank(samples, Tree).Select(sample => sample.Reply).ShouldBe(["three", "two", "one"]);
        SampleRanking.Rank([.. samples, Abstention("six")], Tree).Select(sample => sample.Reply).ShouldBe(["three", "two", "one"]);
        SampleRanking.Rank([.. samples, Abstention("six"), Abstention("seven")], Tree).Select(sample => sample.Reply).ShouldBe(["three"]);
    }

    [Fact]
    public void When_more_abstain_than_agree_the_choice_is_to_abstain()
    {
        Choose([Fix("one", "x = 7"), Abstention("two"), Abstention("three")], Tree).Reply.ShouldBe("two");
        Choose([Fix("one", "x = 7"), Abstention("two")], Tree).Reply.ShouldBe("one");
    }

    [Fact]
    public void Where_nothing_is_left_the_first_problems_are_told()
    {
        Choose([Unreadable("one"), Fix("two", "x = ("), Unreadable("three")], Tree).Reply.ShouldBe("one");
        Choose([Fix("one", "x = ("), Unreadable("two"), Abstention("three")], Tree).Reply.ShouldBe("one");
        Choose([Unreadable("one"), Abstention("two")], Tree).Reply.ShouldBe("two");
    }

    [Fact]
    public void One_reply_is_taken_as_it_is() => Choose([Fix("one", "x = (")], Tree).Reply.ShouldBe("one");

    [Fact]
    public void Any_replies_give_one_of_them_and_the_same_again() =>
        Gen.OneOf(
            Gen.Int[0, 9].Select(n => Fix($"fix{n}", $"x = {n}")),
            Gen.Const(Fix("broken", "x = (")),
            Gen.Const(Unreadable("unreadable")),
            Gen.Const(Abstention("abstention"))).Array[1, 6].Sample(
            samples =>
            {
                var chosen = Choose(samples, Tree);

                samples.ShouldContain(sample => sample.Reply == chosen.Reply);
                Choose(samples, Tree).Reply.ShouldBe(chosen.Reply);
            },
            iter: 200);

    static Sample Choose(IReadOnlyList<Sample> samples, SourceTree tree) => SampleRanking.Rank(samples, tree)[0];

    static Sample Fix(string reply, string line, double confidence = 0.9) =>
        new(reply, new Fix("", confidence, [new Edit("a.py", "x = 1\n", line + "\n")]), []);

    static Sample Abstention(string reply) => new(reply, new Abstention("", "not sure"), []);

    static Sample Unreadable(string reply) => new(reply, Proposal: null, ["no block"]);
}
