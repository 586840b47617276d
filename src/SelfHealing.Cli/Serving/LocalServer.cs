using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Serving;

/// <summary>Serves pages on this machine's own address, to this machine.</summary>
sealed class LocalServer : IAsyncDisposable
{
    // More than a person or a mail scanner sends; less than trying things out needs.
    const int RequestsAtOnce = 120;
    const int PostsAtOnce = 20;

    readonly WebApplication server;
    readonly HashSet<string> hosts;
    readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, (string, bool)>(Partition);

    LocalServer(WebApplication server, IEnumerable<string> hosts)
    {
        this.server = server;
        this.hosts = hosts.ToHashSet(StringComparer.OrdinalIgnoreCase);
        server.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(server.Urls.First() + "/");

    /// <summary>What answers, by path. Nothing is anywhere else.</summary>
    public IReadOnlyList<Route> Routes { get; set; } = [];

    /// <summary>Starts it on 127.0.0.1.</summary>
    /// <param name="port">0 for any that is free.</param>
    /// <param name="outside">The address that a proxy in front is reached by; null for none.</param>
    /// <param name="cancellation">Stops starting.</param>
    /// <exception cref="UsageException">The port cannot be used.</exception>
    public static async Task<LocalServer> StartAsync(int port, Uri? outside, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 * DecisionForm.LongestBody;
            kestrel.Limits.MaxConcurrentConnections = 200;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        var made = new LocalServer(builder.Build(), outside is null ? ["127.0.0.1", "localhost"] : ["127.0.0.1", "localhost", outside.Host]);
        try
        {
            await made.server.StartAsync(cancellation);
            return made;
        }
        catch (IOException problem)
        {
            await made.DisposeAsync();
            throw new UsageException($"Port {port} cannot be used: {problem.Message} Name another one with --port.");
        }
    }

    /// <summary>Waits for Ctrl-C or the cancellation.</summary>
    public Task WhenStoppedAsync(CancellationToken cancellation) => server.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await limiter.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext context)
    {
        // A site whose name was made to point here may not read the answers.
        if (!hosts.Contains(context.Request.Host.Host))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        }
        else if (!limiter.AttemptAcquire(context).IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
        }
        else if (Routes.FirstOrDefault(route => context.Request.Path.StartsWithSegments(route.Path, StringComparison.Ordinal)) is { } route)
        {
            await WebPages.AnswerAsync(context, route.AnswerAsync);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    static RateLimitPartition<(string, bool)> Partition(HttpContext context)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        var atOnce = isPost ? PostsAtOnce : RequestsAtOnce;
        return RateLimitPartition.GetTokenBucketLimiter(($"{context.Connection.RemoteIpAddress}", isPost), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce,
            TokensPerPeriod = atOnce,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        });
    }
}

/// <summary>What answers the requests below a path.</summary>
/// <param name="Path">Starts with a slash and ends without one.</param>
/// <param name="AnswerAsync">Request to response.</param>
sealed record Route(string Path, Func<PageRequest, CancellationToken, Task<PageResponse>> AnswerAsync);
