using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>
/// Issues as items of a DynamoDB table with the partition key <c>service</c> and the sort key <c>fingerprint</c>. An item holds the issue as
/// one document, its <c>version</c>, its <c>status</c> for whoever looks at the table, and <c>expires</c>, the table's time-to-live
/// attribute. DynamoDB deletes expired items within days; until then they are treated as gone.
/// </summary>
/// <param name="dynamo">The client.</param>
/// <param name="table">The table's name.</param>
/// <param name="time">The clock.</param>
public sealed class DynamoIssueStore(IAmazonDynamoDB dynamo, string table, TimeProvider time) : IIssueStore
{
    /// <summary>An issue that neither crashed nor changed for so long is forgotten. Longer than a run's name stays taken (90 days after its end).</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(180);

    static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal) { ["#version"] = "version", ["#expires"] = "expires" };

    /// <inheritdoc/>
    public async Task<Issue?> FindAsync(IssueKey key, CancellationToken cancellation)
    {
        try
        {
            var found = await dynamo.GetItemAsync(
                new GetItemRequest { TableName = table, Key = KeyOf(key), ConsistentRead = true }, cancellation);
            return found.IsItemSet && long.Parse(found.Item["expires"].N, CultureInfo.InvariantCulture) > Now
                ? IssueJson.Read(found.Item["issue"].S)
                : null;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation) || problem is JsonException or KeyNotFoundException)
        {
            throw new StoreUnavailableException($"The issue {key.Fingerprint} of {key.Service} cannot be read from the table {table}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryPutAsync(Issue issue, CancellationToken cancellation)
    {
        try
        {
            await dynamo.PutItemAsync(Put(issue), cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StoreUnavailableException($"The issue {issue.Key.Fingerprint} of {issue.Key.Service} cannot be written to the table {table}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Issue>> ListAsync(IssueStatus? status, CancellationToken cancellation)
    {
        var request = new ScanRequest
        {
            TableName = table,
            // Only an issue has one: the table holds questions and spending too.
            FilterExpression = "attribute_exists(issue) AND #expires > :now",
            ExpressionAttributeNames = new() { ["#expires"] = "expires" },
            ExpressionAttributeValues = new() { [":now"] = DynamoTable.Number(Now) },
        };
        if (status is not null)
        {
            request.FilterExpression += " AND #status = :status";
            request.ExpressionAttributeNames["#status"] = "status";
            request.ExpressionAttributeValues[":status"] = new AttributeValue(status.ToString());
        }
        var issues = new List<Issue>();
        try
        {
            do
            {
                var page = await dynamo.ScanAsync(request, cancellation);
                issues.AddRange((page.Items ?? []).Select(item => IssueJson.Read(item["issue"].S)));
                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey is { Count: > 0 });
            return [.. issues.OrderBy(issue => issue.ChangedAt)];
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation) || problem is JsonException or KeyNotFoundException)
        {
            throw new StoreUnavailableException($"The issues cannot be read from the table {table}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryRemoveAsync(Issue issue, CancellationToken cancellation)
    {
        try
        {
            await dynamo.DeleteItemAsync(
                new DeleteItemRequest
                {
                    TableName = table,
                    Key = KeyOf(issue.Key),
                    ConditionExpression = "#version = :version",
                    ExpressionAttributeNames = new() { ["#version"] = "version" },
                    ExpressionAttributeValues = new() { [":version"] = DynamoTable.Number(issue.Version) },
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
            throw new StoreUnavailableException($"The issue {issue.Key.Fingerprint} of {issue.Key.Service} cannot be removed from the table {table}: {problem.Message}", problem);
        }
    }

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    PutItemRequest Put(Issue issue)
    {
        var item = KeyOf(issue.Key);
        item["version"] = DynamoTable.Number(issue.Version);
        item["status"] = new AttributeValue(issue.Status.ToString());
        item["expires"] = DynamoTable.Number((Sighting.Later(issue.ChangedAt, issue.LastSeen) + Retention).ToUnixTimeSeconds());
        item["issue"] = new AttributeValue(IssueJson.Write(issue));
        return new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = issue.Version == 1 ? "attribute_not_exists(#version) OR #expires <= :now" : "#version = :before",
            ExpressionAttributeNames = issue.Version == 1 ? Names : new() { ["#version"] = "version" },
            ExpressionAttributeValues = issue.Version == 1 ? new() { [":now"] = DynamoTable.Number(Now) } : new() { [":before"] = DynamoTable.Number(issue.Version - 1) },
        };
    }

    static Dictionary<string, AttributeValue> KeyOf(IssueKey key) => DynamoTable.Key(key.Service, key.Fingerprint);
}
