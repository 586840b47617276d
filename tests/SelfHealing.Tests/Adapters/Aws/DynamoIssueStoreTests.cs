using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Aws;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

/// <summary>What only DynamoDB has; IssueStoreTests has the rest.</summary>
public sealed class DynamoIssueStoreTests(IssueStores stores) : IClassFixture<IssueStores>
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly IssueKey key = new("orders", $"v1:{TestContext.Current.Test!.UniqueID}");
    readonly FakeTimeProvider time = new(Now);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issue_that_is_silent_for_half_a_year_is_gone_though_its_item_is_still_there()
    {
        var store = await stores.OpenAsync(StoreKind.Dynalite, time);
        await store.TryPutAsync(New(Now) with { Status = IssueStatus.Rejected, Version = 1 }, Cancellation);
        await store.TryPutAsync(New(Now) with { Status = IssueStatus.Rejected, Version = 2, LastSeen = Now.AddDays(10) }, Cancellation);

        time.Advance(DynamoIssueStore.Retention + TimeSpan.FromDays(9));
        (await store.FindAsync(key, Cancellation)).ShouldNotBeNull();
        time.Advance(TimeSpan.FromDays(2));

        (await store.FindAsync(key, Cancellation)).ShouldBeNull();
        (await store.TryPutAsync(New(time.GetUtcNow()) with { Version = 1 }, Cancellation)).ShouldBeTrue();
        (await store.FindAsync(key, Cancellation))!.Status.ShouldBe(IssueStatus.New);
    }

    [Fact]
    public async Task The_item_shows_its_status_and_when_it_expires()
    {
        var store = await stores.OpenAsync(StoreKind.Dynalite, time);
        await store.TryPutAsync(New(Now) with { Version = 1 }, Cancellation);

        var client = (await stores.Dynalite).Client;
        var item = (await client.GetItemAsync(DynamoServer.Table, new() { ["service"] = new(key.Service), ["fingerprint"] = new(key.Fingerprint) }, Cancellation)).Item;

        item["status"].S.ShouldBe("New");
        item["expires"].N.ShouldBe($"{(Now + DynamoIssueStore.Retention).ToUnixTimeSeconds()}");
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_unavailable_and_named()
    {
        var store = new DynamoIssueStore((await stores.Dynalite).Client, "nowhere", time);

        (await Should.ThrowAsync<StoreUnavailableException>(store.FindAsync(key, Cancellation))).Message.ShouldContain("nowhere");
        await Should.ThrowAsync<StoreUnavailableException>(store.TryPutAsync(New(Now) with { Version = 1 }, Cancellation));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable()
    {
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("key", "secret"),
            new AmazonDynamoDBConfig { ServiceURL = $"http://127.0.0.1:{LoopbackServer.FreePort()}", AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

        await Should.ThrowAsync<StoreUnavailableException>(new DynamoIssueStore(client, "issues", time).FindAsync(key, Cancellation));
    }

    Issue New(DateTimeOffset at) => Issue.New(key, Sighting.At(at), at);
}
