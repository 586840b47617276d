using SelfHealing.Ingest;
using SelfHealing.Issues;
using SelfHealing.Steps.Dedupe;

namespace SelfHealing.Tests.Ingest;

public class StartRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_bug_never_seen_before_starts_a_run() => Decide(known: null).ShouldBe(StartDecision.Start);

    [Theory]
    [InlineData(IssueStatus.Healing, 5, false)]
    [InlineData(IssueStatus.Healing, 61, true)]
    [InlineData(IssueStatus.AwaitingApproval, 10_000, false)]
    [InlineData(IssueStatus.Rejected, 100_000, false)]
    [InlineData(IssueStatus.PullRequestOpen, 59, false)]
    [InlineData(IssueStatus.PullRequestOpen, 61, true)]
    [InlineData(IssueStatus.Failed, 59, false)]
    [InlineData(IssueStatus.Failed, 61, true)]
    [InlineData(IssueStatus.Suppressed, 61, true)]
    [InlineData(IssueStatus.Abstained, 61, false)]
    [InlineData(IssueStatus.Abstained, 1441, true)]
    [InlineData(IssueStatus.Invalid, 1441, true)]
    [InlineData(IssueStatus.Expired, 1441, true)]
    [InlineData(IssueStatus.Merged, 59, false)]
    [InlineData(IssueStatus.Merged, 61, true)]
    public void A_known_bug_is_decided_by_its_status_and_its_age(IssueStatus status, int minutesAgo, bool starts) =>
        Decide(Known(status, minutesAgo)).ShouldBe(starts ? StartDecision.Start : StartDecision.Count);

    [Theory]
    [InlineData(IssueStatus.New)]
    [InlineData(IssueStatus.Failed)]
    [InlineData(IssueStatus.PullRequestOpen)]
    public void A_run_on_its_way_is_started_under_the_same_name_for_a_quarter_of_an_hour(IssueStatus status)
    {
        var started = Known(status, minutesAgo: 10_000) with { Started = "run", StartedAt = Now.AddMinutes(-14) };

        Decide(started).ShouldBe(StartDecision.StartAgain);
        Decide(started with { StartedAt = Now.AddMinutes(-16) }).ShouldBe(StartDecision.Count);
    }

    [Fact]
    public void A_run_that_never_claimed_its_bug_is_followed_by_another_after_an_hour() =>
        Decide(Known(IssueStatus.New, minutesAgo: 61) with { Started = "run", StartedAt = Now.AddMinutes(-61) }).ShouldBe(StartDecision.Start);

    [Fact]
    public void A_run_that_has_claimed_its_bug_is_not_on_its_way() =>
        Decide(Known(IssueStatus.Healing, minutesAgo: 4) with { Started = "run", StartedAt = Now.AddMinutes(-5) }).ShouldBe(StartDecision.Count);

    static StartDecision Decide(Issue? known) => StartRules.Decide(known, new Regression(Now, Version: null, DeployGrace: null), Now);

    static Issue Known(IssueStatus status, int minutesAgo)
    {
        var then = Now.AddMinutes(-minutesAgo);
        return Issue.New(new IssueKey("orders", "v1:1"), Sighting.At(then), then) with { Status = status, Execution = "run" };
    }
}
