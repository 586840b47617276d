using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Spending;
using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.Parse;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Steps.Dedupe;

public sealed class DedupeStepTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly HostWithOnePullRequest host = new();
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_repeated_claim_of_one_run_is_the_same_claim()
    {
        var first = await Claim("run-1");
        time.Advance(TimeSpan.FromMinutes(3));

        var again = await Claim("run-1");

        again.Outcome.ShouldBe(DedupeOutcome.Heal);
        again.Occurrences.ShouldBe(first.Occurrences);
        again.FirstSeen.ShouldBe(first.FirstSeen);
    }

    [Fact]
    public async Task Another_service_has_its_own_issue()
    {
        await Claim("run-1");

        (await Claim("run-2", service: "billing")).Outcome.ShouldBe(DedupeOutcome.Heal);
    }

    [Fact]
    public async Task A_claim_that_was_taken_over_is_not_changed_by_the_run_that_lost_it()
    {
        await Claim("run-1");
        time.Advance(ClaimRules.Lease + TimeSpan.FromMinutes(1));
        await Claim("run-2");

        var changed = await Store().TryChangeAsync(
            new IssueKey("orders", "v1:abc"), "run-1", issue => issue with { Status = IssueStatus.Failed }, TestContext.Current.CancellationToken);

        changed.ShouldBeFalse();
        var issue = await Store().FindAsync(new IssueKey("orders", "v1:abc"), TestContext.Current.CancellationToken);
        issue!.Execution.ShouldBe("run-2");
        issue.Status.ShouldBe(IssueStatus.Healing);
    }

    [Fact]
    public async Task Over_the_day_s_budget_a_crash_is_only_counted_and_the_next_day_it_is_healed()
    {
        await Spending().AddAsync(ISpending.AllServices, new DateOnly(2026, 3, 2), new Spent(1_000, 0), TestContext.Current.CancellationToken);
        var limits = new SpendingLimits(Day: new SpendingLimit(1_000, Cost: null));

        var today = await Claim("run-1", model: "openai:http://a/v1#b", limits: limits);
        var again = await Claim("run-2", model: "openai:http://a/v1#b", limits: limits);
        var patterns = await Claim("run-3", service: "other", limits: limits);
        time.Advance(TimeSpan.FromHours(12));
        var tomorrow = await Claim("run-4", model: "openai:http://a/v1#b", limits: limits);

        today.Outcome.ShouldBe(DedupeOutcome.Suppressed);
        today.Reason.ShouldBe("The daily limit of 1000 tokens is reached: 1000 are spent.");
        again.Outcome.ShouldBe(DedupeOutcome.Suppressed);
        patterns.Outcome.ShouldBe(DedupeOutcome.Heal, "the built-in patterns cost nothing");
        tomorrow.Outcome.ShouldBe(DedupeOutcome.Heal);
        tomorrow.Occurrences.ShouldBe(3);
    }

    [Fact]
    public async Task A_bug_that_is_seen_after_its_pull_request_was_merged_is_healed_again_with_the_old_patch_at_hand()
    {
        await Claim("run-1");
        await OpenPullRequest("run-1");
        time.Advance(TimeSpan.FromDays(1));
        host.Fate = new PullRequestFate(PullRequestEnding.Merged, time.Start) { EndedAt = time.GetUtcNow().AddHours(-2) };

        var claim = await Claim("run-2");

        claim.Outcome.ShouldBe(DedupeOutcome.Heal);
        claim.Regression.ShouldBeTrue();
        claim.Ended.ShouldBe(new EndedPullRequest(PullRequestEnding.Merged, HoursOpen: 22));
        (await Claim("run-2")).Regression.ShouldBeFalse("a retry is no second one");
        var issue = await Find();
        issue.Status.ShouldBe(IssueStatus.Healing);
        issue.MergedAt.ShouldBe(time.GetUtcNow().AddHours(-2));
        issue.PatchReference.ShouldBe("patch/1");
    }

    [Fact]
    public async Task A_bug_that_is_seen_while_the_merged_fix_is_being_deployed_is_only_counted()
    {
        await Claim("run-1");
        await OpenPullRequest("run-1");
        host.Fate = new PullRequestFate(PullRequestEnding.Merged, time.Start) { EndedAt = time.GetUtcNow() };
        time.Advance(TimeSpan.FromMinutes(20));

        (await Claim("run-2")).Outcome.ShouldBe(DedupeOutcome.Duplicate);

        var issue = await Find();
        issue.Status.ShouldBe(IssueStatus.Merged);
        issue.Occurrences.ShouldBe(2);
    }

    [Fact]
    public async Task A_pull_request_that_was_closed_is_a_rejection_with_the_last_remark_as_its_reason()
    {
        await Claim("run-1");
        await OpenPullRequest("run-1");
        host.Fate = new PullRequestFate(PullRequestEnding.Closed, time.Start) { LastRemark = new Remark("mona", "the sweep\nmust stay lazy, password=hunter2hunter2") };

        var claim = await Claim("run-2");

        claim.Outcome.ShouldBe(DedupeOutcome.Suppressed);
        claim.Reason.ShouldContain("mona: the sweep must stay lazy");
        claim.Regression.ShouldBeFalse();
        var issue = await Find();
        issue.Status.ShouldBe(IssueStatus.Rejected);
        issue.Reason.ShouldNotBeNull().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_pull_request_that_is_open_keeps_its_bug()
    {
        await Claim("run-1");
        await OpenPullRequest("run-1");
        host.Fate = new PullRequestFate(PullRequestEnding.Open, time.Start);

        (await Claim("run-2")).Outcome.ShouldBe(DedupeOutcome.Duplicate);
    }

    [Fact]
    public async Task A_crash_that_was_counted_when_its_run_was_started_is_not_counted_again()
    {
        var key = new IssueKey("orders", "v1:abc");
        var seen = Issue.New(key, new Sighting(40, time.Start, time.Start), time.Start);
        await Store().TryPutAsync(seen with { Started = "run-1", StartedAt = time.Start, Version = 1 }, TestContext.Current.CancellationToken);

        var claim = await Claim("run-1");

        claim.Outcome.ShouldBe(DedupeOutcome.Heal);
        claim.Occurrences.ShouldBe(40);
    }

    public void Dispose() => folder.Dispose();

    SqliteSpending Spending() => new(new SqliteDatabase(folder.Combine("issues.db"), SqliteSpending.Schema));

    async Task<Issue> Find() => (await Store().FindAsync(new IssueKey("orders", "v1:abc"), TestContext.Current.CancellationToken))!;

    async Task OpenPullRequest(string run) => (await Store().TryChangeAsync(
        new IssueKey("orders", "v1:abc"),
        run,
        issue => issue with { Status = IssueStatus.PullRequestOpen, PullRequest = "https://github.com/acme/orders/pull/1", PatchReference = "patch/1", ChangedAt = time.GetUtcNow() },
        TestContext.Current.CancellationToken)).ShouldBeTrue();

    SqliteIssueStore Store() => new(new SqliteDatabase(folder.Combine("issues.db"), SqliteIssueStore.Schema));

    Task<IssueClaim> Claim(string run, string service = "orders", string model = "patterns", SpendingLimits? limits = null)
    {
        var crash = new CrashReport(ParseOutcome.Crash, "", "v1:abc", "python", "KeyError", "'x'", Culprit: null, Crash: null);
        var settings = new ServiceSettings(service, folder, Branch: null, "", model, Verify: null) { Limits = limits };
        return new DedupeStep(Store(), new GitRepository(folder), host, Spending(), new Redactor(), time)
            .RunAsync(new DedupeInput(run, settings, crash), TestContext.Current.CancellationToken);
    }

    sealed class HostWithOnePullRequest : ICodeHost
    {
        public PullRequestFate? Fate { get; set; }

        public Task<HostedPullRequest?> OpenPullRequestAsync(PullRequestDraft draft, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<PullRequestFate?> FateOfAsync(string url, CancellationToken cancellation) => Task.FromResult(Fate);
    }
}
