using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SelfHealing.Approvals;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Aws;

/// <summary>
/// Questions to people as items of the table of issues: a run's question stands under the partition <c>approval:</c>, which no service's
/// name can be, with the run's name as the sort key. An item holds the question as one document, its <c>version</c>, and <c>expires</c>.
/// </summary>
/// <param name="dynamo">The client.</param>
/// <param name="table">The table's name.</param>
public sealed class DynamoApprovalStore(IAmazonDynamoDB dynamo, string table) : IApprovalStore
{
    const string Partition = "approval:";

    /// <summary>How long a question is kept after its end, for whoever opens the link late.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public async Task<PendingApproval?> FindAsync(string execution, CancellationToken cancellation)
    {
        try
        {
            var found = await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = KeyOf(execution), ConsistentRead = true }, cancellation);
            return found.IsItemSet ? JsonSerializer.Deserialize(found.Item["approval"].S, StepJson.Default.PendingApproval) : null;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation) || problem is JsonException or KeyNotFoundException)
        {
            throw new StoreUnavailableException($"The question of the run {execution} cannot be read from the table {table}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryPutAsync(PendingApproval approval, CancellationToken cancellation)
    {
        var item = KeyOf(approval.Execution);
        item["version"] = DynamoTable.Number(approval.Version);
        item["expires"] = DynamoTable.Number((approval.ExpiresAt + Retention).ToUnixTimeSeconds());
        item["approval"] = new AttributeValue(JsonSerializer.Serialize(approval, StepJson.Default.PendingApproval));
        var isFirst = approval.Version == 1;
        try
        {
            await dynamo.PutItemAsync(
                new PutItemRequest
                {
                    TableName = table,
                    Item = item,
                    ConditionExpression = isFirst ? "attribute_not_exists(#version)" : "#version = :before",
                    ExpressionAttributeNames = new() { ["#version"] = "version" },
                    ExpressionAttributeValues = isFirst ? null : new() { [":before"] = DynamoTable.Number(approval.Version - 1) },
                },
                cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StoreUnavailableException($"The question of the run {approval.Execution} cannot be written to the table {table}: {problem.Message}", problem);
        }
    }

    static Dictionary<string, AttributeValue> KeyOf(string execution) => DynamoTable.Key(Partition, execution);
}
