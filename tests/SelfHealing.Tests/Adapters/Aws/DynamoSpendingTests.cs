using SelfHealing.Adapters.Aws;
using SelfHealing.Ports;
using SelfHealing.Spending;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

/// <summary>What only DynamoDB has; SpendingStoreTests has the rest.</summary>
public sealed class DynamoSpendingTests(IssueStores stores) : IClassFixture<IssueStores>
{
    static readonly DateOnly Day = new(2026, 3, 2);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_forgotten_after_a_hundred_days()
    {
        var client = (await stores.Dynalite).Client;
        await new DynamoSpending(client, DynamoServer.Table).AddAsync("orders", Day, new Spent(3, 0.5m), Cancellation);

        var item = (await client.GetItemAsync(DynamoServer.Table, new() { ["service"] = new("spending:orders"), ["fingerprint"] = new("2026-03-02") }, Cancellation)).Item;

        item["expires"].N.ShouldBe($"{new DateTimeOffset(2026, 6, 10, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()}");
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_unavailable_and_named()
    {
        var store = new DynamoSpending((await stores.Dynalite).Client, "nowhere");

        (await Should.ThrowAsync<StoreUnavailableException>(store.ReadAsync("orders", Day, Cancellation))).Message.ShouldContain("nowhere");
        (await Should.ThrowAsync<StoreUnavailableException>(store.AddAsync("orders", Day, new Spent(1, 0), Cancellation))).Message.ShouldContain("nowhere");
    }
}
