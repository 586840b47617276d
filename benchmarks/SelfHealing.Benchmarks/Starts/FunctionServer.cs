using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace SelfHealing.Benchmarks.Starts;

/// <summary>Lambda's Runtime API for one event, and the two services that the functions write to: S3 and DynamoDB, which take everything.</summary>
sealed class FunctionServer : IDisposable
{
    readonly HttpListener listener = new();
    readonly byte[] payload;

    public FunctionServer(int port, byte[] payload)
    {
        this.payload = payload;
        Address = $"127.0.0.1:{port}";
        listener.Prefixes.Add($"http://{Address}/");
        listener.Start();
    }

    public string Address { get; }

    /// <summary>Serves until the event is answered.</summary>
    /// <param name="clock">Runs since the start of the process.</param>
    /// <param name="onAsked">Called when the function asks for the event, before it gets it.</param>
    /// <returns>When the function asked for it, and when it had answered.</returns>
    public async Task<(TimeSpan Asked, TimeSpan Answered, string Answer)> ServeAsync(Stopwatch clock, Action onAsked)
    {
        TimeSpan asked = default;
        while (true)
        {
            var context = await listener.GetContextAsync();
            var path = context.Request.RawUrl!;
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            if (path.EndsWith("/invocation/next", StringComparison.Ordinal))
            {
                asked = clock.Elapsed;
                onAsked();
                context.Response.AddHeader("Lambda-Runtime-Aws-Request-Id", "request-1");
                context.Response.AddHeader(
                    "Lambda-Runtime-Deadline-Ms", TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
                await context.Response.OutputStream.WriteAsync(payload);
                context.Response.Close();
            }
            else if (path.Contains("/runtime/", StringComparison.Ordinal))
            {
                var answered = clock.Elapsed;
                var isError = path.EndsWith("/error", StringComparison.Ordinal);
                context.Response.StatusCode = 202;
                context.Response.Close();
                return isError ? throw new InvalidOperationException($"The function failed: {body}") : (asked, answered, body);
            }
            else
            {
                context.Response.ContentType = "application/x-amz-json-1.0";
                if (context.Request.HttpMethod == "POST")
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("{}"));
                context.Response.Close();
            }
        }
    }

    public void Dispose() => listener.Close();
}
