using System.Net.Sockets;
using CliWrap;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>A server program that runs as long as a test class needs it.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly Task running;

    ServerProcess(Command command) =>
        running = command.WithValidation(CommandResultValidation.None).ExecuteAsync(stop.Token);

    /// <summary>Starts the program and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(Command command, int port, CancellationToken cancellation)
    {
        var server = new ServerProcess(command);
        while (!await IsListeningAsync(port, cancellation))
        {
            if (server.running.IsCompleted)
                throw new InvalidOperationException($"{command} ended before it listened.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
        }
        return server;
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
