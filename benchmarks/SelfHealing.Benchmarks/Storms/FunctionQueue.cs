using System.Globalization;
using System.Net;
using System.Threading.Channels;
using SelfHealing.Tests.Support;

namespace SelfHealing.Benchmarks.Storms;

/// <summary>Lambda's Runtime API for many processes of one function: whichever asks next gets the next event.</summary>
sealed class FunctionQueue : IDisposable
{
    readonly Channel<byte[]> events = Channel.CreateBounded<byte[]>(100);
    readonly CancellationTokenSource stop = new();
    readonly LoopbackServer server;
    int given;

    public FunctionQueue() => server = new LoopbackServer(HandleAsync, atOnce: true);

    /// <summary>What AWS_LAMBDA_RUNTIME_API is set to.</summary>
    public string Address => new Uri(server.Url).Authority;

    /// <summary>What the function said of the events that it could not handle.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Events that are answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Adds an event; waits while many wait already.</summary>
    public ValueTask AddAsync(byte[] payload) => events.Writer.WriteAsync(payload);

    public void Dispose()
    {
        stop.Cancel();
        server.Dispose();
        stop.Dispose();
    }

    async Task HandleAsync(HttpListenerContext context)
    {
        var path = context.Request.RawUrl!;
        if (path.EndsWith("/invocation/next", StringComparison.Ordinal))
        {
            byte[] payload;
            try
            {
                payload = await events.Reader.ReadAsync(stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            context.Response.AddHeader("Lambda-Runtime-Aws-Request-Id", $"request-{Interlocked.Increment(ref given)}");
            context.Response.AddHeader(
                "Lambda-Runtime-Deadline-Ms", TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            context.Response.ContentLength64 = payload.Length;
            await context.Response.OutputStream.WriteAsync(payload);
            context.Response.Close();
            return;
        }
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        lock (Failures)
        {
            Answered++;
            if (!path.EndsWith("/response", StringComparison.Ordinal))
                Failures.Add(body);
        }
        context.Response.StatusCode = 202;
        context.Response.Close();
    }
}
