using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Spending;
using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.Parse;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Steps.Dedupe;

public sealed class DedupeStepTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Two_hundred_claims_at_once_have_one_winner_and_all_are_counted()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 200).Select(run => Task.Run(() => Claim($"run-{run}"))));

        claims.Count(claim => claim.Outcome == DedupeOutcome.Heal).ShouldBe(1);
        claims.Count(claim => claim.Outcome == DedupeOutcome.Duplicate).ShouldBe(199);
        claims.Max(claim => claim.Occurrences).ShouldBe(200);
    }

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

    public void Dispose() => folder.Dispose();

    SqliteSpending Spending() => new(new SqliteDatabase(folder.Combine("issues.db"), SqliteSpending.Schema));

    SqliteIssueStore Store() => new(new SqliteDatabase(folder.Combine("issues.db"), SqliteIssueStore.Schema));

    Task<IssueClaim> Claim(string run, string service = "orders", string model = "patterns", SpendingLimits? limits = null)
    {
        var crash = new CrashReport(ParseOutcome.Crash, "", "v1:abc", "python", "KeyError", "'x'", Culprit: null, Crash: null);
        var settings = new ServiceSettings(service, folder, Branch: null, "", model, Verify: null) { Limits = limits };
        return new DedupeStep(Store(), new GitRepository(folder), Spending(), time)
            .RunAsync(new DedupeInput(run, settings, crash), TestContext.Current.CancellationToken);
    }
}
