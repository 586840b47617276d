using Amazon.Runtime;

namespace SelfHealing.Adapters.Aws;

/// <summary>What the AWS clients throw when a service refuses, fails or cannot be reached.</summary>
static class AwsFailures
{
    /// <summary>True for every failure of a call but our own cancellation of it.</summary>
    public static bool Is(Exception problem, CancellationToken cancellation) => problem
        is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
        || (problem is OperationCanceledException && !cancellation.IsCancellationRequested);
}
