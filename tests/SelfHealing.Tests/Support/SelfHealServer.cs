using System.Text.RegularExpressions;
using SelfHealing.Cli;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Tests.Support;

/// <summary>A running <c>selfheal serve</c> on a free port.</summary>
sealed partial class SelfHealServer : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly StringWriter output = new();
    readonly TextWriter writer;
    readonly Task<int> running;

    SelfHealServer(SelfHeal selfheal, TimeProvider time)
    {
        writer = TextWriter.Synchronized(output);
        var surroundings = new Surroundings(
            writer, writer, TextReader.Null, IsTerminal: false,
            name => name == "SELFHEAL_HOME" ? selfheal.Home : selfheal.Environment.GetValueOrDefault(name), User: "server", time);
        running = Task.Run(() => Application.RunAsync(["serve", "--port", "0"], surroundings, stop.Token));
    }

    public Uri Address => new(AddressForm().Match(Output).Value);

    /// <summary>The address of the run browser, with its key.</summary>
    public Uri Door => new(DoorForm().Match(Output).Value);

    public string Output
    {
        get
        {
            // As the synchronized writer does.
            lock (writer)
                return output.ToString();
        }
    }

    public static async Task<SelfHealServer> StartAsync(SelfHeal selfheal, TimeProvider? time = null)
    {
        var server = new SelfHealServer(selfheal, time ?? TimeProvider.System);
        while (!server.Output.Contains("Serving on", StringComparison.Ordinal))
        {
            if (server.running.IsCompleted)
                throw new InvalidOperationException($"`selfheal serve` ended with {await server.running}: {server.Output}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
        await output.DisposeAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex AddressForm();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\?key=\S+")]
    private static partial Regex DoorForm();
}
