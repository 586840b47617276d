using System.Net.Sockets;
using System.Text;
using CliWrap;

namespace SelfHealing.Tests.Support.GitHub;

/// <summary>npm's Prism between a client and a server: its log says which request does not keep to the API's description.</summary>
sealed class PrismProxy : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly StringBuilder log = new();
    readonly Task running;

    PrismProxy(Command command, int port)
    {
        Url = $"http://127.0.0.1:{port}";
        running = command.WithValidation(CommandResultValidation.None).WithStandardOutputPipe(PipeTarget.ToStringBuilder(log)).ExecuteAsync(stop.Token);
    }

    public string Url { get; }

    public string Log => log.ToString();

    /// <summary>What was wrong with the requests so far.</summary>
    public IEnumerable<string> Violations => Log.Split('\n').Where(line => line.Contains("Violation: request", StringComparison.Ordinal));

    public static async Task<PrismProxy> StartAsync(string description, string server, CancellationToken cancellation)
    {
        var port = LoopbackServer.FreePort();
        var proxy = new PrismProxy(
            await NodePackages.CommandAsync(
                "@stoplight/prism-cli/dist/index.js",
                ["proxy", description, server, "--port", $"{port}"],
                cancellation),
            port);
        while (!await IsListeningAsync(port, cancellation))
        {
            if (proxy.running.IsCompleted)
                throw new InvalidOperationException($"Prism does not start: {proxy.Log}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(static _ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    static async Task<bool> IsListeningAsync(int port, CancellationToken cancellation)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
