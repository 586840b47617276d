using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SelfHealing.Ports;
using SelfHealing.Spending;

namespace SelfHealing.Adapters.Aws;

/// <summary>
/// Spending as items of the table of issues: an account has the partition <c>spending:</c> and its name, which no service's name can be, and
/// a day is the sort key. DynamoDB adds by itself, so additions at the same time all count. An addition whose answer is lost is tried again
/// and may count twice: a limit then holds too early, never too late.
/// </summary>
/// <param name="dynamo">The client.</param>
/// <param name="table">The table's name.</param>
public sealed class DynamoSpending(IAmazonDynamoDB dynamo, string table) : ISpending
{
    const string Partition = "spending:";

    /// <summary>How long a day is kept, for whoever looks at the table.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(100);

    /// <inheritdoc/>
    public async Task<Spent> ReadAsync(string account, DateOnly day, CancellationToken cancellation)
    {
        try
        {
            var found = await dynamo.GetItemAsync(
                new GetItemRequest { TableName = table, Key = KeyOf(account, day), ConsistentRead = true }, cancellation);
            return found.IsItemSet
                ? new Spent(long.Parse(found.Item["tokens"].N, CultureInfo.InvariantCulture), decimal.Parse(found.Item["cost"].N, NumberStyles.Float, CultureInfo.InvariantCulture))
                : Spent.Nothing;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation) || problem is KeyNotFoundException)
        {
            throw new StoreUnavailableException($"What {account} has spent cannot be read from the table {table}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async Task AddAsync(string account, DateOnly day, Spent amount, CancellationToken cancellation)
    {
        try
        {
            await dynamo.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table,
                    Key = KeyOf(account, day),
                    UpdateExpression = "ADD #tokens :tokens, #cost :cost SET #expires = :expires",
                    ExpressionAttributeNames = new() { ["#tokens"] = "tokens", ["#cost"] = "cost", ["#expires"] = "expires" },
                    ExpressionAttributeValues = new()
                    {
                        [":tokens"] = DynamoTable.Number(amount.Tokens),
                        [":cost"] = DynamoTable.Number(amount.Cost),
                        [":expires"] = DynamoTable.Number((new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) + Retention).ToUnixTimeSeconds()),
                    },
                },
                cancellation);
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StoreUnavailableException($"What {account} has spent cannot be written to the table {table}: {problem.Message}", problem);
        }
    }

    static Dictionary<string, AttributeValue> KeyOf(string account, DateOnly day) =>
        DynamoTable.Key(Partition + account, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
