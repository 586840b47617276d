using System.Text.Json;
using SelfHealing.Adapters.Aws.Small;

namespace SelfHealing.Adapters.Aws;

/// <summary>CloudWatch Logs, in the operations that are used: JSON 1.1.</summary>
sealed class LogsClient : IDisposable
{
    readonly SmallClient client = new(new SmallConfig("CloudWatch Logs", "logs", "logs"));

    /// <summary>All subscription filters of a log group; a group has two at most.</summary>
    public async Task<IReadOnlyList<LogSubscription>> DescribeSubscriptionFiltersAsync(string logGroup, CancellationToken cancellation)
    {
        var reply = await CallAsync("DescribeSubscriptionFilters", json => json.WriteString("logGroupName", logGroup), cancellation);
        try
        {
            using var document = JsonDocument.Parse(reply);
            return document.RootElement.TryGetProperty("subscriptionFilters", out var filters)
                ? [.. filters.EnumerateArray().Select(filter => new LogSubscription(Text(filter, "filterName"), Text(filter, "destinationArn"), Text(filter, "filterPattern")))]
                : [];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw client.NotUnderstood();
        }
    }

    public Task PutSubscriptionFilterAsync(string logGroup, LogSubscription filter, CancellationToken cancellation) => CallAsync(
        "PutSubscriptionFilter",
        json =>
        {
            json.WriteString("logGroupName", logGroup);
            json.WriteString("filterName", filter.Name);
            json.WriteString("filterPattern", filter.Pattern);
            json.WriteString("destinationArn", filter.Destination);
        },
        cancellation);

    public Task DeleteSubscriptionFilterAsync(string logGroup, string name, CancellationToken cancellation) => CallAsync(
        "DeleteSubscriptionFilter",
        json =>
        {
            json.WriteString("logGroupName", logGroup);
            json.WriteString("filterName", name);
        },
        cancellation);

    public void Dispose() => client.Dispose();

    Task<byte[]> CallAsync(string operation, Action<Utf8JsonWriter> members, CancellationToken cancellation) => client.CallAsync(
        new SmallRequest(operation, "application/x-amz-json-1.1", JsonBody.Of(members)) { Target = $"Logs_20140328.{operation}" },
        cancellation);

    static string Text(JsonElement filter, string name) => filter.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
