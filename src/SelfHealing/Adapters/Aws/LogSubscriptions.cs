using Amazon.Runtime;
using SelfHealing.Ingest;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Aws;

/// <summary>The subscriptions of log groups in CloudWatch Logs.</summary>
/// <exception cref="LogsRefusedException">Thrown by every method when CloudWatch Logs says no, or cannot be asked.</exception>
public sealed class LogSubscriptions : IDisposable
{
    /// <summary>How many subscription filters CloudWatch Logs allows a log group.</summary>
    public const int MostFilters = 2;

    /// <summary>What our filters are called.</summary>
    public const string FilterName = "selfheal";

    readonly LogsClient client = new();

    /// <summary>Whether a log group is one of the stack's own, which are never watched: what is said about them would be in them, and so on for ever.</summary>
    public static bool IsOwn(string logGroup, string stack) => OwnLogs.Has(logGroup, stack);

    /// <summary>The filters of a log group; null when there is no such group.</summary>
    public async Task<IReadOnlyList<LogSubscription>?> FindAsync(string logGroup, CancellationToken cancellation)
    {
        try
        {
            return await client.DescribeSubscriptionFiltersAsync(logGroup, cancellation);
        }
        catch (AmazonServiceException problem) when (problem.ErrorCode == "ResourceNotFoundException")
        {
            return null;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new LogsRefusedException($"The subscriptions of {PlainText.OneLine(logGroup)} cannot be read: {AwsFailures.Describe(problem)}", problem);
        }
    }

    /// <summary>Adds a filter, or changes the one of the same name.</summary>
    public Task PutAsync(string logGroup, LogSubscription filter, CancellationToken cancellation) =>
        CallAsync($"{logGroup} cannot be subscribed to {filter.Destination}", client.PutSubscriptionFilterAsync(logGroup, filter, cancellation), cancellation);

    /// <summary>Removes a filter.</summary>
    public Task RemoveAsync(string logGroup, string name, CancellationToken cancellation) =>
        CallAsync($"The filter {name} of {logGroup} cannot be removed", client.DeleteSubscriptionFilterAsync(logGroup, name, cancellation), cancellation);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    static async Task CallAsync(string failure, Task call, CancellationToken cancellation)
    {
        try
        {
            await call;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new LogsRefusedException($"{PlainText.OneLine(failure)}: {AwsFailures.Describe(problem)}", problem);
        }
    }
}

/// <summary>CloudWatch Logs says no, or cannot be asked; the message has its words.</summary>
public sealed class LogsRefusedException(string message, Exception? inner = null) : Exception(message, inner);
