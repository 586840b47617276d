using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Local;
using SelfHealing.Ports;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>Where issues and spending are kept.</summary>
public enum StoreKind
{
    Sqlite,
    Dynalite,
    AmazonsDynamoDbLocal,
}

/// <summary>Every kind of store, each started when a test first asks for it.</summary>
public sealed class IssueStores : IAsyncDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Lazy<Task<DynamoServer>> dynalite = new(DynamoServer.StartDynaliteAsync);
    readonly Lazy<Task<DynamoServer>> amazons = new(DynamoServer.StartAmazonsAsync);

    public async Task<IIssueStore> OpenAsync(StoreKind kind, TimeProvider? time = null) => kind switch
    {
        StoreKind.Dynalite => new DynamoIssueStore((await dynalite.Value).Client, DynamoServer.Table, time ?? TimeProvider.System),
        StoreKind.AmazonsDynamoDbLocal => new DynamoIssueStore((await amazons.Value).Client, DynamoServer.Table, time ?? TimeProvider.System),
        _ => new SqliteIssueStore(new SqliteDatabase(folder.Combine("issues.db"), SqliteIssueStore.Schema)),
    };

    public async Task<ISpending> OpenSpendingAsync(StoreKind kind) => kind switch
    {
        StoreKind.Dynalite => new DynamoSpending((await dynalite.Value).Client, DynamoServer.Table),
        StoreKind.AmazonsDynamoDbLocal => new DynamoSpending((await amazons.Value).Client, DynamoServer.Table),
        _ => new SqliteSpending(new SqliteDatabase(folder.Combine("spending.db"), SqliteSpending.Schema)),
    };

    internal Task<DynamoServer> Dynalite => dynalite.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { dynalite, amazons })
        {
            if (server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await server.Value).DisposeAsync();
        }
        folder.Dispose();
    }
}
