using System.Net;
using SelfHealing.Redaction;

namespace SelfHealing.Lambda.Host.RuntimeApi;

/// <summary>Takes event after event and answers each. An event that cannot be handled is an error of that event; the loop goes on.</summary>
/// <param name="api">Where the events come from.</param>
/// <param name="runner">What handles them.</param>
/// <param name="redactor">What takes secrets out of error messages.</param>
/// <param name="time">The clock.</param>
sealed class InvocationLoop(RuntimeApiClient api, FunctionRunner runner, Redactor redactor, TimeProvider time)
{
    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="RuntimeApiException">Lambda wants the process to end.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var invocation = await api.NextAsync(cancellation);
            // What X-Ray reads, and what is passed on to the services that are called.
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
            await AnswerAsync(invocation, cancellation);
        }
    }

    async Task AnswerAsync(Invocation invocation, CancellationToken cancellation)
    {
        byte[] response;
        try
        {
            response = await runner.RunAsync(invocation.Payload, invocation.RequestId, invocation.Deadline - time.GetUtcNow());
        }
        catch (Exception problem)
        {
            await api.FailAsync(invocation.RequestId, FunctionError.Of(problem, redactor), cancellation);
            return;
        }
        try
        {
            await api.RespondAsync(invocation.RequestId, response, cancellation);
        }
        catch (RuntimeApiException refused) when (refused.Status == HttpStatusCode.RequestEntityTooLarge)
        {
            var error = new FunctionError(nameof(ResponseTooLargeException), $"Lambda refuses the response: it has {response.Length:N0} bytes.");
            await api.FailAsync(invocation.RequestId, error, cancellation);
        }
    }
}
