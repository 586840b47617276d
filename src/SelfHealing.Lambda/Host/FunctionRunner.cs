using System.Globalization;

namespace SelfHealing.Lambda.Host;

/// <summary>Runs one function, event after event: each within its time, with a line in the log and its metrics.</summary>
/// <param name="name">The function's name.</param>
/// <param name="function">The function.</param>
/// <param name="log">Where it is logged.</param>
/// <param name="metrics">Where it is counted.</param>
/// <param name="time">The clock.</param>
sealed class FunctionRunner(string name, Function function, FunctionLog log, Metrics metrics, TimeProvider time)
{
    /// <summary>How long before the deadline the work is stopped, so that the error can still be reported.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(300);

    /// <summary>The longest response that Lambda takes, in bytes: 6 MB less the room for its own envelope.</summary>
    public const int LongestResponse = 6 * 1024 * 1024 - 100;

    /// <summary>The response to an event.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="requestId">Lambda's name for the invocation.</param>
    /// <param name="remaining">The time until Lambda ends it.</param>
    /// <exception cref="FunctionTimeoutException">The work did not stop in time by itself.</exception>
    /// <exception cref="ResponseTooLargeException">Lambda does not take a response of this size.</exception>
    public async Task<byte[]> RunAsync(ReadOnlyMemory<byte> payload, string requestId, TimeSpan remaining)
    {
        var start = time.GetTimestamp();
        try
        {
            var response = await WithinAsync(payload, remaining - Reserve);
            foreach (var summary in StepSummary.Of(name, payload, response, time.GetUtcNow()))
            {
                log.Write(LogLevel.Info, requestId, $"{name}: {summary.Line} ({Elapsed()} ms)");
                metrics.Write(summary, requestId);
            }
            return response;
        }
        catch (Exception problem)
        {
            log.Write(requestId, problem);
            metrics.Write(StepSummary.OfFailure(name, payload), requestId);
            throw;
        }

        string Elapsed() => time.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
    }

    async Task<byte[]> WithinAsync(ReadOnlyMemory<byte> payload, TimeSpan available)
    {
        using var deadline = new CancellationTokenSource(available > TimeSpan.Zero ? available : TimeSpan.Zero, time);
        try
        {
            var response = await function(payload, deadline.Token);
            return response.Length <= LongestResponse
                ? response
                : throw new ResponseTooLargeException($"The response of {name} has {response.Length:N0} bytes; Lambda takes {LongestResponse:N0}.");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new FunctionTimeoutException($"{name} was stopped: it had {available.TotalSeconds:0.#} seconds. Raise the function's Timeout if that is too little.");
        }
    }
}

/// <summary>A function was stopped shortly before its time was over.</summary>
sealed class FunctionTimeoutException(string message) : Exception(message);

/// <summary>A function's response is larger than Lambda takes.</summary>
sealed class ResponseTooLargeException(string message) : Exception(message);
