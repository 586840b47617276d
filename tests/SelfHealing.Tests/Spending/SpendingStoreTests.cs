using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Spending;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Spending;

/// <summary>What every store of spending has to keep to.</summary>
public sealed class SpendingStoreTests(IssueStores stores) : IClassFixture<IssueStores>
{
    static readonly DateOnly Day = new(2026, 3, 2);

    // An account of its own for each test: the stores are shared.
    readonly string account = TestContext.Current.Test!.UniqueID;

    public static TheoryData<StoreKind> Kinds => new(Enum.GetValues<StoreKind>());

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Additions_at_the_same_time_all_count(StoreKind kind)
    {
        var store = await stores.OpenSpendingAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => store.AddAsync(account, Day, new Spent(3, 0.0000015m), Cancellation))));

        (await store.ReadAsync(account, Day, Cancellation)).ShouldBe(new Spent(300, 0.00015m));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Accounts_and_days_are_apart(StoreKind kind)
    {
        var store = await stores.OpenSpendingAsync(kind);

        await store.AddAsync(account, Day, new Spent(3, 0), Cancellation);

        (await store.ReadAsync(account, Day, Cancellation)).ShouldBe(new Spent(3, 0));
        (await store.ReadAsync(account, Day.AddDays(1), Cancellation)).ShouldBe(Spent.Nothing);
        (await store.ReadAsync(ISpending.AllServices, Day, Cancellation)).ShouldBe(Spent.Nothing);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whoever_lists_issues_does_not_meet_what_was_spent(StoreKind kind)
    {
        await (await stores.OpenSpendingAsync(kind)).AddAsync(account, Day, new Spent(3, 0.5m), Cancellation);
        var issues = await stores.OpenAsync(kind);
        var key = new IssueKey(account, "v1:1");
        var now = TimeProvider.System.GetUtcNow();
        await issues.TryPutAsync(Issue.New(key, Sighting.At(now), now) with { Version = 1 }, Cancellation);

        var listed = await issues.ListAsync(status: null, Cancellation);

        listed.ShouldContain(issue => issue.Key == key);
        listed.ShouldNotContain(issue => issue.Key.Service.StartsWith("spending:", StringComparison.Ordinal));
    }
}
