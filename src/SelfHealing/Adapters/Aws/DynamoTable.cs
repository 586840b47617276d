using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>The table of issues, which has items of other kinds too: each kind has partitions of its own.</summary>
public static class DynamoTable
{
    const string PartitionKey = "service";
    const string SortKey = "fingerprint";

    /// <summary>Looks whether the table is there and has the keys of <see cref="DynamoIssueStore"/>.</summary>
    /// <exception cref="StoreUnavailableException">It is not, or cannot be asked.</exception>
    public static async Task CheckAsync(string table, CancellationToken cancellation)
    {
        try
        {
            using var dynamo = new AmazonDynamoDBClient();
            var found = (await dynamo.DescribeTableAsync(new DescribeTableRequest { TableName = table }, cancellation)).Table;
            if (!found.KeySchema.Select(key => key.AttributeName).SequenceEqual([PartitionKey, SortKey], StringComparer.Ordinal))
                throw new StoreUnavailableException($"The table {table} is not one of issues: its keys are {string.Join(" and ", found.KeySchema.Select(key => key.AttributeName))}.");
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StoreUnavailableException($"The table {table} cannot be looked at: {AwsFailures.Describe(problem)}", problem);
        }
    }

    internal static Dictionary<string, AttributeValue> Key(string partition, string sort) => new(StringComparer.Ordinal)
    {
        [PartitionKey] = new AttributeValue(partition),
        [SortKey] = new AttributeValue(sort),
    };

    internal static AttributeValue Number(decimal value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
