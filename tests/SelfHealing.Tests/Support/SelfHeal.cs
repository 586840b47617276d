using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Tests.Support;

/// <summary>The command line with a home folder of its own. Each call is as a process of its own: only the home is shared.</summary>
sealed class SelfHeal : IDisposable
{
    readonly TemporaryFolder home = new();

    public string Home => home;

    /// <summary>Another home folder; it is whoever's names it.</summary>
    public string? HomeFolder { get; init; }

    /// <summary>What the person at the terminal types; null when there is no terminal.</summary>
    public string? Typed { get; init; }

    /// <summary>As if Ctrl-C were pressed when standard output holds this; null for never.</summary>
    public string? StopAt { get; set; }

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public async Task<Result> RunAsync(params string[] arguments)
    {
        using var output = new WatchedWriter(StopAt);
        using var error = new StringWriter();
        using var input = new StringReader(Typed ?? "");
        var surroundings = new Surroundings(
            output, error, input, IsTerminal: Typed is not null,
            name => name == "SELFHEAL_HOME" ? HomeFolder ?? home.Path : Environment.GetValueOrDefault(name),
            User: "test-person", TimeProvider.System)
        {
            OnStopSignal = output.OnStop,
        };
        var code = await Application.RunAsync(arguments, surroundings, TestContext.Current.CancellationToken);
        return new Result((ExitCode)code, output.ToString(), error.ToString());
    }

    public void Dispose() => home.Dispose();

    sealed class WatchedWriter(string? stopAt) : StringWriter
    {
        Action? stop;

        public IDisposable OnStop(Action action)
        {
            stop = action;
            return new MemoryStream();
        }

        // Runs write from threads of their own.
        public override void WriteLine(string? value)
        {
            lock (this)
                base.WriteLine(value);
            if (stopAt is not null && value?.Contains(stopAt, StringComparison.Ordinal) == true)
                stop?.Invoke();
        }
    }

    public sealed record Result(ExitCode ExitCode, string Output, string Error)
    {
        public JsonNode Json => JsonNode.Parse(Output)!;

        /// <summary>The one run of the document.</summary>
        public JsonNode Run => Json["runs"]!.AsArray().ShouldHaveSingleItem()!;
    }
}
