using Amazon.Runtime;

namespace SelfHealing.Adapters.Aws;

/// <summary>What the AWS clients throw when a service refuses, fails or cannot be reached.</summary>
static class AwsFailures
{
    /// <summary>True for every failure of a call but our own cancellation of it.</summary>
    public static bool Is(Exception problem, CancellationToken cancellation) => problem
        is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
        || (problem is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>Whether the service asks to slow down, whatever it calls that.</summary>
    public static bool IsThrottled(AmazonServiceException problem) =>
        (int)problem.StatusCode == 429
        || problem.ErrorCode is "ThrottlingException" or "Throttling" or "ThrottledException" or "TooManyRequestsException" or "RequestLimitExceeded";

    /// <summary>Whether the service, or the way to it, is broken now.</summary>
    public static bool IsUnavailable(Exception problem) => problem switch
    {
        // Status 0: no answer came.
        AmazonServiceException service => IsThrottled(service) || (int)service.StatusCode is 0 or >= 500,
        // No credentials, no region: the configuration is wrong, not the service.
        AmazonClientException client => client.InnerException is HttpRequestException or IOException or TimeoutException,
        _ => true,
    };

    /// <summary>Whether no answer came within the client's time limit.</summary>
    public static bool IsTimeout(Exception problem) =>
        problem is OperationCanceledException or TimeoutException || (problem.InnerException is { } inner && IsTimeout(inner));

    /// <summary>What the service says, in a line.</summary>
    public static string Describe(Exception problem)
    {
        var innermost = problem;
        while (problem is not AmazonServiceException { ErrorCode.Length: > 0 } && innermost.InnerException is { } inner)
            innermost = inner;
        var code = problem is AmazonServiceException { ErrorCode: { Length: > 0 } name } ? $"{name}: " : "";
        return Steps.PlainText.OneLine(code + innermost.Message, 400);
    }
}
