using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CliWrap;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Lambda;

/// <summary>What a function made of an event.</summary>
/// <param name="IsError">Whether it posted an error.</param>
/// <param name="Body">What it posted.</param>
/// <param name="ErrorType">The header that names the error.</param>
sealed record FunctionResult(bool IsError, string Body, string? ErrorType)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public JsonNode Output => IsError ? throw new InvalidOperationException(Body) : Json;
}

/// <summary>Lambda on this machine: its Runtime API, and the native executable as a function of it.</summary>
sealed class LambdaEmulator : IAsyncDisposable
{
    const string Root = "/2018-06-01/runtime/";

    readonly LoopbackServer server;
    readonly CancellationTokenSource stop = new();
    readonly Channel<(string Id, string Payload, TimeSpan Time)> events = Channel.CreateUnbounded<(string, string, TimeSpan)>();
    readonly Channel<FunctionResult> results = Channel.CreateUnbounded<FunctionResult>();
    readonly StringBuilder output = new();
    readonly CommandTask<CommandResult> process;
    int invocations;

    LambdaEmulator(string executable, IReadOnlyDictionary<string, string?> environment)
    {
        server = new LoopbackServer(HandleAsync);
        var variables = new Dictionary<string, string?>(SignedServer.Credentials, StringComparer.Ordinal) { ["AWS_LAMBDA_RUNTIME_API"] = new Uri(server.Url).Authority };
        foreach (var (name, value) in environment)
            variables[name] = value;
        process = Command.Wrap(executable)
            .WithEnvironmentVariables(variables)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(Keep))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(Keep))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(stop.Token);
    }

    /// <summary>What the function reported before it took an event; null when it started.</summary>
    public FunctionResult? InitError { get; private set; }

    /// <summary>The lines of the function's log.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (output)
                return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    /// <summary>The lines of the log that are JSON and have a field.</summary>
    public IReadOnlyList<JsonNode> LogWith(string field) =>
        [.. Log.Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).Where(line => line[field] is not null)];

    public static async Task<LambdaEmulator> StartAsync(string handler, IReadOnlyDictionary<string, string?>? environment = null) => new(
        await NativeExecutable.BootstrapAsync(),
        new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>(), StringComparer.Ordinal) { ["ANNOTATIONS_HANDLER"] = handler });

    /// <summary>Sends an event and waits for what comes of it.</summary>
    public async Task<FunctionResult> InvokeAsync(string payload, TimeSpan? time = null)
    {
        await events.Writer.WriteAsync(($"request-{++invocations}", payload, time ?? TimeSpan.FromSeconds(60)));
        return await results.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the process ends by itself.</summary>
    public async Task<int> ExitCodeAsync() => (await process.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ExitCode;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await process.Task.ContinueWith(static _ => { }, TaskScheduler.Default);
        server.Dispose();
        stop.Dispose();
    }

    void Keep(string line)
    {
        lock (output)
            output.Append(line).Append('\n');
    }

    async Task HandleAsync(HttpListenerContext context)
    {
        var path = context.Request.RawUrl!;
        if (path == Root + "invocation/next")
        {
            var (id, payload, time) = await events.Reader.ReadAsync(stop.Token);
            context.Response.AddHeader("Lambda-Runtime-Aws-Request-Id", id);
            context.Response.AddHeader("Lambda-Runtime-Deadline-Ms", (DateTimeOffset.UtcNow + time).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            context.Response.AddHeader("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:selfheal");
            context.Response.AddHeader("Lambda-Runtime-Trace-Id", $"Root=1-5759e988-{id}");
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(payload));
            context.Response.Close();
            return;
        }
        using var reader = new StreamReader(context.Request.InputStream);
        var result = new FunctionResult(
            !path.EndsWith("/response", StringComparison.Ordinal), await reader.ReadToEndAsync(), context.Request.Headers["Lambda-Runtime-Function-Error-Type"]);
        if (path == Root + "init/error")
            InitError = result;
        else
            await results.Writer.WriteAsync(result);
        context.Response.StatusCode = 202;
        context.Response.Close();
    }
}
