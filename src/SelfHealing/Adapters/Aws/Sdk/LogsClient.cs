using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;

namespace SelfHealing.Adapters.Aws;

/// <summary>CloudWatch Logs, in the operations that are used.</summary>
sealed class LogsClient : IDisposable
{
    readonly AmazonCloudWatchLogsClient client = new();

    /// <summary>All subscription filters of a log group; a group has two at most.</summary>
    public async Task<IReadOnlyList<LogSubscription>> DescribeSubscriptionFiltersAsync(string logGroup, CancellationToken cancellation)
    {
        var reply = await client.DescribeSubscriptionFiltersAsync(new DescribeSubscriptionFiltersRequest { LogGroupName = logGroup }, cancellation);
        return [.. (reply.SubscriptionFilters ?? []).Select(filter => new LogSubscription(filter.FilterName, filter.DestinationArn, filter.FilterPattern ?? ""))];
    }

    public Task PutSubscriptionFilterAsync(string logGroup, LogSubscription filter, CancellationToken cancellation) => client.PutSubscriptionFilterAsync(
        new PutSubscriptionFilterRequest
        {
            LogGroupName = logGroup,
            FilterName = filter.Name,
            FilterPattern = filter.Pattern,
            DestinationArn = filter.Destination,
        },
        cancellation);

    public Task DeleteSubscriptionFilterAsync(string logGroup, string name, CancellationToken cancellation) =>
        client.DeleteSubscriptionFilterAsync(new DeleteSubscriptionFilterRequest { LogGroupName = logGroup, FilterName = name }, cancellation);

    public void Dispose() => client.Dispose();
}
