using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.Parse;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Issues;

/// <summary>What every store of issues has to keep to.</summary>
public sealed class IssueStoreTests(IssueStores stores) : IClassFixture<IssueStores>
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    // A bug of its own for each test: the stores are shared.
    readonly IssueKey key = new("orders", $"v1:{TestContext.Current.Test!.UniqueID}");
    readonly FakeTimeProvider time = new(Now);

    public static TheoryData<StoreKind> Kinds => new(Enum.GetValues<StoreKind>());

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_put_is_found_with_all_that_it_holds(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind, time);
        var issue = Issue.New(key, new Sighting(3, Now.AddMinutes(-5), Now) { Hosts = ["i-1", "i-2"], Versions = [new("1.4.2", Now)] }, Now) with
        {
            Status = IssueStatus.Merged,
            Execution = "run-1",
            Reason = "schön: \"so\"\n",
            Branch = "self-heal/1",
            TaskToken = new string('t', 1024),
            PullRequest = "https://github.com/acme/orders/pull/1",
            PatchReference = "patch/1",
            MergedAt = Now,
            Started = "orders-1",
            StartedAt = Now,
            Version = 1,
        };

        (await store.TryPutAsync(issue, Cancellation)).ShouldBeTrue();

        IssueJson.Write((await store.FindAsync(key, Cancellation))!).ShouldBe(IssueJson.Write(issue));
        (await store.FindAsync(key with { Service = "billing" }, Cancellation)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Only_the_writer_that_has_seen_the_stored_version_writes(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind, time);
        var first = New() with { Version = 1 };

        (await store.TryPutAsync(first, Cancellation)).ShouldBeTrue();
        (await store.TryPutAsync(first with { Execution = "another" }, Cancellation)).ShouldBeFalse();
        (await store.TryPutAsync(first with { Version = 2, Occurrences = 2 }, Cancellation)).ShouldBeTrue();
        (await store.TryPutAsync(first with { Version = 2, Occurrences = 9 }, Cancellation)).ShouldBeFalse();
        (await store.TryPutAsync(first with { Version = 4, Occurrences = 9 }, Cancellation)).ShouldBeFalse();

        (await store.FindAsync(key, Cancellation))!.Occurrences.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_version_is_not_written_before_there_is_a_first_one(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind, time);

        (await store.TryPutAsync(New() with { Version = 2 }, Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_two_hundred_writers_of_one_version_at_once_one_writes(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind, time);

        var written = await Task.WhenAll(Enumerable.Range(0, 200).Select(run => Task.Run(
            () => store.TryPutAsync(New() with { Execution = $"run-{run}", Version = 1 }, Cancellation))));

        written.Count(wrote => wrote).ShouldBe(1);
        (await store.FindAsync(key, Cancellation))!.Execution.ShouldBe($"run-{Array.IndexOf(written, true)}");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, 200)]
    [InlineData(StoreKind.Dynalite, 40)]
    [InlineData(StoreKind.AmazonsDynamoDbLocal, 40)]
    public async Task Claims_at_once_have_one_winner_and_all_are_counted(StoreKind kind, int count)
    {
        var store = await stores.OpenAsync(kind);

        var claims = await Task.WhenAll(Enumerable.Range(0, count).Select(run => Task.Run(() => Claim(store, $"run-{run}"))));

        claims.Count(claim => claim.Outcome == DedupeOutcome.Heal).ShouldBe(1);
        claims.Count(claim => claim.Outcome == DedupeOutcome.Duplicate).ShouldBe(count - 1);
        claims.Max(claim => claim.Occurrences).ShouldBe(count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_winner_s_retry_keeps_its_claim_and_counts_nothing(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind, time);
        await Claim(store, "run-1");

        (await Claim(store, "run-2")).Outcome.ShouldBe(DedupeOutcome.Duplicate);
        (await Claim(store, "run-1")).Outcome.ShouldBe(DedupeOutcome.Heal);

        (await store.FindAsync(key, Cancellation))!.Occurrences.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_claim_whose_run_is_dead_is_taken_over_by_one_of_many(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var claimed = TimeProvider.System.GetUtcNow() - ClaimRules.Lease - TimeSpan.FromMinutes(1);
        await store.TryPutAsync(Issue.New(key, Sighting.At(claimed), claimed) with { Status = IssueStatus.Healing, Execution = "run-dead", Version = 1 }, Cancellation);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(run => Task.Run(() => Claim(store, $"run-{run}"))));

        claims.Count(claim => claim.Outcome == DedupeOutcome.Heal).ShouldBe(1);
    }

    Issue New() => Issue.New(key, Sighting.At(Now), Now);

    // The bug has no pull request, so that the repository is not asked.
    Task<IssueClaim> Claim(IIssueStore store, string run)
    {
        var crash = new CrashReport(ParseOutcome.Crash, "", key.Fingerprint, "python", "KeyError", "'x'", Culprit: null, Crash: null);
        var settings = new ServiceSettings(key.Service, "unused", Branch: null, "", "patterns", Verify: null);
        return new DedupeStep(store, new GitRepository("unused"), new BranchOnlyHost(), new NoSpending(), new Redactor(), TimeProvider.System)
            .RunAsync(new DedupeInput(run, settings, crash), Cancellation);
    }
}
