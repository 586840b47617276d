using SelfHealing.Issues;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Tests.Steps.Dedupe;

public class ClaimRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly CrashReport Crash = new(ParseOutcome.Crash, "", "v1:1", "python", "KeyError", "'x'", Culprit: null, Crash: null);

    [Fact]
    public void A_failure_that_the_code_cannot_mend_is_suppressed_with_its_reason() =>
        ClaimRules.Decide(Crash with { Outcome = ParseOutcome.NotACodeFault, Reason = "out of memory" }, known: null, "run-1", branchIsThere: false, Now)
            .ShouldBe((DedupeOutcome.Suppressed, "out of memory"));

    [Fact]
    public void A_crash_never_seen_before_is_healed() =>
        ClaimRules.Decide(Crash, known: null, "run-1", branchIsThere: false, Now).Outcome.ShouldBe(DedupeOutcome.Heal);

    [Theory]
    [InlineData(IssueStatus.Healing, 5, DedupeOutcome.Duplicate)]
    [InlineData(IssueStatus.Healing, 61, DedupeOutcome.Heal)]
    [InlineData(IssueStatus.AwaitingApproval, 5, DedupeOutcome.Duplicate)]
    [InlineData(IssueStatus.AwaitingApproval, 10_000, DedupeOutcome.Duplicate)]
    [InlineData(IssueStatus.Rejected, 10_000, DedupeOutcome.Suppressed)]
    [InlineData(IssueStatus.Abstained, 5, DedupeOutcome.Heal)]
    [InlineData(IssueStatus.Invalid, 5, DedupeOutcome.Heal)]
    [InlineData(IssueStatus.Expired, 5, DedupeOutcome.Heal)]
    [InlineData(IssueStatus.Failed, 5, DedupeOutcome.Heal)]
    public void Another_run_s_issue_is_decided_by_its_status(IssueStatus status, int minutesAgo, DedupeOutcome expected) =>
        ClaimRules.Decide(Crash, Known(status, "run-1", minutesAgo), "run-2", branchIsThere: false, Now).Outcome.ShouldBe(expected);

    [Theory]
    [InlineData(IssueStatus.Healing)]
    [InlineData(IssueStatus.AwaitingApproval)]
    public void A_run_that_claims_again_keeps_its_claim(IssueStatus status) =>
        ClaimRules.Decide(Crash, Known(status, "run-1", minutesAgo: 5), "run-1", branchIsThere: false, Now).Outcome.ShouldBe(DedupeOutcome.Heal);

    [Theory]
    [InlineData(true, DedupeOutcome.Duplicate)]
    [InlineData(false, DedupeOutcome.Heal)]
    public void A_healed_crash_is_healed_again_only_when_its_branch_is_gone(bool branchIsThere, DedupeOutcome expected) =>
        ClaimRules.Decide(Crash, Known(IssueStatus.PullRequestOpen, "run-1", minutesAgo: 5), "run-2", branchIsThere, Now).Outcome.ShouldBe(expected);

    [Fact]
    public void A_suppressed_crash_tells_the_reviewer_s_reason()
    {
        var rejected = Known(IssueStatus.Rejected, "run-1", minutesAgo: 5) with { Reason = "the sweep must stay lazy" };

        ClaimRules.Decide(Crash, rejected, "run-2", branchIsThere: false, Now).Reason.ShouldContain("the sweep must stay lazy");
    }

    [Theory]
    [InlineData(23, DedupeOutcome.Duplicate)]
    [InlineData(25, DedupeOutcome.Heal)]
    public void A_crash_after_the_merge_is_healed_again_once_the_fix_can_be_deployed(int hoursAgo, DedupeOutcome expected)
    {
        var merged = Known(IssueStatus.Merged, "run-1", minutesAgo: 0) with { EndedAt = Now.AddHours(-hoursAgo) };

        ClaimRules.Decide(Crash, merged, "run-2", branchIsThere: false, Now).Outcome.ShouldBe(expected);
    }

    static Issue Known(IssueStatus status, string execution, int minutesAgo) => new(
        new IssueKey("orders", "v1:1"), status, execution, Now.AddMinutes(-minutesAgo), Now.AddDays(-1), Now.AddDays(-1), Occurrences: 1, Version: 1)
    {
        Branch = "self-heal/1",
    };
}
