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
    [InlineData(IssueStatus.New, 5, DedupeOutcome.Heal)]
    [InlineData(IssueStatus.Suppressed, 5, DedupeOutcome.Heal)]
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

    [Theory]
    [InlineData(-5, null, DedupeOutcome.Duplicate)]
    [InlineData(59, null, DedupeOutcome.Duplicate)]
    [InlineData(61, null, DedupeOutcome.Heal)]
    [InlineData(61, "1.5", DedupeOutcome.Heal)]
    [InlineData(61, "1.4", DedupeOutcome.Duplicate)]
    [InlineData(6 * 1440, "1.4", DedupeOutcome.Duplicate)]
    [InlineData(8 * 1440, "1.4", DedupeOutcome.Heal)]
    public void A_crash_after_the_merge_is_a_regression_once_the_fix_must_be_running(int minutesAfterMerge, string? version, DedupeOutcome expected)
    {
        var merged = Known(IssueStatus.Merged, "run-1", minutesAgo: 0) with
        {
            MergedAt = Now,
            Versions = [new("1.4", Now.AddDays(-3)), new("1.5", Now.AddMinutes(30))],
        };
        var at = Now.AddMinutes(minutesAfterMerge);

        ClaimRules.Decide(merged, "run-2", branchIsThere: true, new Regression(at, version, DeployGrace: null), at).Outcome.ShouldBe(expected);
    }

    [Fact]
    public void The_time_that_a_deployment_takes_is_the_service_s_own()
    {
        var merged = Known(IssueStatus.Merged, "run-1", minutesAgo: 20) with { MergedAt = Now.AddMinutes(-20) };

        ClaimRules.Decide(Crash, merged, "run-2", branchIsThere: true, Now, TimeSpan.FromMinutes(10)).Outcome.ShouldBe(DedupeOutcome.Heal);
        ClaimRules.Decide(Crash, merged, "run-2", branchIsThere: true, Now, TimeSpan.FromMinutes(30)).Outcome.ShouldBe(DedupeOutcome.Duplicate);
    }

    [Fact]
    public void A_crash_that_was_logged_before_the_merge_is_no_regression_however_late_it_is_read()
    {
        var merged = Known(IssueStatus.Merged, "run-1", minutesAgo: 10_000) with { MergedAt = Now.AddDays(-5) };

        ClaimRules.Decide(Crash with { LoggedAt = Now.AddDays(-6) }, merged, "run-2", branchIsThere: true, Now).Outcome.ShouldBe(DedupeOutcome.Duplicate);
    }

    [Fact]
    public void A_suppressed_crash_tells_the_reviewer_s_reason()
    {
        var rejected = Known(IssueStatus.Rejected, "run-1", minutesAgo: 5) with { Reason = "the sweep must stay lazy" };

        ClaimRules.Decide(Crash, rejected, "run-2", branchIsThere: false, Now).Reason.ShouldContain("the sweep must stay lazy");
    }

    [Fact]
    public void A_rejected_crash_is_tried_again_on_demand() =>
        ClaimRules.Decide(Crash, Known(IssueStatus.Rejected, "run-1", minutesAgo: 5), "run-2", branchIsThere: false, Now, retryRejected: true)
            .Outcome.ShouldBe(DedupeOutcome.Heal);

    static Issue Known(IssueStatus status, string execution, int minutesAgo) => new(
        new IssueKey("orders", "v1:1"), status, execution, Now.AddMinutes(-minutesAgo), Now.AddDays(-1), Now.AddDays(-1), Occurrences: 1, Version: 1)
    {
        Branch = "self-heal/1",
    };
}
