using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace SelfHealing.Lambda.Host.RuntimeApi;

/// <summary>One event to be answered.</summary>
/// <param name="RequestId">Lambda's name for the invocation.</param>
/// <param name="Deadline">When Lambda ends it.</param>
/// <param name="TraceId">X-Ray's header; null without tracing.</param>
/// <param name="Payload">The event's JSON.</param>
sealed record Invocation(string RequestId, DateTimeOffset Deadline, string? TraceId, byte[] Payload);

/// <summary>Lambda's Runtime API, version 2018-06-01: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
/// <param name="address">The host and port in AWS_LAMBDA_RUNTIME_API.</param>
sealed class RuntimeApiClient(string address) : IDisposable
{
    static readonly MediaTypeHeaderValue Json = new("application/json");

    readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        // The machine may be frozen for hours between two events.
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    })
    {
        BaseAddress = new Uri($"http://{address}/2018-06-01/runtime/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Waits for the next event.</summary>
    /// <exception cref="RuntimeApiException">There is no more to come: the process has to end.</exception>
    public async Task<Invocation> NextAsync(CancellationToken cancellation)
    {
        using var response = await CallAsync(new HttpRequestMessage(HttpMethod.Get, "invocation/next"), cancellation);
        return new Invocation(
            Header("Lambda-Runtime-Aws-Request-Id") ?? throw new RuntimeApiException("An invocation came without its id."),
            DateTimeOffset.FromUnixTimeMilliseconds(
                long.TryParse(Header("Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var deadline)
                    ? deadline
                    : throw new RuntimeApiException("An invocation came without its deadline.")),
            Header("Lambda-Runtime-Trace-Id"),
            await response.Content.ReadAsByteArrayAsync(cancellation));

        string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;
    }

    /// <summary>Answers an event.</summary>
    public Task RespondAsync(string requestId, byte[] response, CancellationToken cancellation) =>
        PostAsync($"invocation/{requestId}/response", response, errorType: null, cancellation);

    /// <summary>Says that an event could not be handled.</summary>
    public Task FailAsync(string requestId, FunctionError error, CancellationToken cancellation) =>
        PostAsync($"invocation/{requestId}/error", error.ToJson(), error.Type, cancellation);

    /// <summary>Says that the function cannot start.</summary>
    public Task FailInitAsync(FunctionError error, CancellationToken cancellation) => PostAsync("init/error", error.ToJson(), error.Type, cancellation);

    public void Dispose() => http.Dispose();

    async Task PostAsync(string path, byte[] body, string? errorType, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };
        if (errorType is not null)
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        using var response = await CallAsync(request, cancellation);
    }

    async Task<HttpResponseMessage> CallAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            var response = await http.SendAsync(request, cancellation);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                throw new RuntimeApiException($"The Runtime API answers {(int)response.StatusCode} to {request.Method} {request.RequestUri}.")
                {
                    Status = response.StatusCode,
                };
            }
        }
        catch (HttpRequestException problem)
        {
            throw new RuntimeApiException($"The Runtime API at {address} cannot be reached: {problem.Message}", problem);
        }
    }
}

/// <summary>Lambda's Runtime API does not do what was asked.</summary>
sealed class RuntimeApiException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it answered; null where it did not answer as it should.</summary>
    public HttpStatusCode? Status { get; init; }
}
