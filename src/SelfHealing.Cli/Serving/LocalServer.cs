using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Serving;

/// <summary>Serves pages on this machine's own address, to this machine.</summary>
sealed class LocalServer : IAsyncDisposable
{
    const int PostsAtOnce = 20;

    // For answers that are on their way when it is stopped.
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);
    static readonly HashSet<string> OwnNames = new(["127.0.0.1", "localhost"], StringComparer.OrdinalIgnoreCase);

    // What proxies say of a request that they pass on, also one that they give this machine's own name.
    static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    readonly WebApplication server;
    readonly HashSet<string> hosts;
    readonly PartitionedRateLimiter<Call> limiter = PartitionedRateLimiter.Create<Call, (string, string, bool)>(Partition);

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
        // Empty: settings files in the working folder and variables that are meant for other programs could open other addresses.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "selfheal",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestGoodbye);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 * DecisionForm.LongestBody;
            kestrel.Limits.MaxConcurrentConnections = 200;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        var made = new LocalServer(builder.Build(), outside is null ? OwnNames : [.. OwnNames, outside.Host]);
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
        var route = Routes.FirstOrDefault(route => context.Request.Path.StartsWithSegments(route.Path, StringComparison.Ordinal));
        var names = route is { IsForThisMachine: true } ? OwnNames : hosts;
        // A site whose name was made to point here may not read the answers, and no proxy passes on what is for this machine.
        if (!names.Contains(context.Request.Host.Host) || (route is { IsForThisMachine: true } && ProxyHeaders.Any(context.Request.Headers.ContainsKey)))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        }
        else if (route is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!limiter.AttemptAcquire(new Call(context, route)).IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
        }
        else
        {
            await WebPages.AnswerAsync(context, route.AnswerAsync);
        }
    }

    static RateLimitPartition<(string, string, bool)> Partition(Call call)
    {
        var isPost = HttpMethods.IsPost(call.Context.Request.Method);
        var atOnce = isPost ? PostsAtOnce : call.Route.RequestsAtOnce;
        var key = (call.Route.Path, $"{call.Context.Connection.RemoteIpAddress}", isPost);
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce,
            TokensPerPeriod = atOnce,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        });
    }

    sealed record Call(HttpContext Context, Route Route);
}

/// <summary>What answers the requests below a path.</summary>
/// <param name="Path">Starts with a slash and ends without one; a slash alone is the root and nothing below it.</param>
/// <param name="AnswerAsync">Request to response.</param>
sealed record Route(string Path, Func<PageRequest, CancellationToken, Task<PageResponse>> AnswerAsync)
{
    /// <summary>Whether it answers to this machine's own names alone, and not to that of a proxy in front.</summary>
    public bool IsForThisMachine { get; init; }

    /// <summary>In a minute, from one address: more than a person or a mail scanner sends, less than trying things out needs.</summary>
    public int RequestsAtOnce { get; init; } = 120;
}
