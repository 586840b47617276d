using System.Runtime.InteropServices;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace SelfHealing.Lambda.Host.Annotations;

/// <summary>Runs functions for Amazon's runtime client.</summary>
public sealed class FunctionHost
{
    readonly TimeProvider time = TimeProvider.System;
    readonly FunctionTable functions;
    readonly FunctionLog log;
    readonly Metrics metrics;

    public FunctionHost()
    {
        // Not Console.Out: the runtime client makes records of its own of what is written there, and CloudWatch no metrics of those.
        var output = Console.OpenStandardOutput();
        var redactor = AwsPorts.RedactorFrom(Environment.GetEnvironmentVariable);
        functions = FunctionTable.On(new AwsPorts(Environment.GetEnvironmentVariable, time));
        log = new FunctionLog(output, Environment.GetEnvironmentVariable, redactor, time);
        metrics = new Metrics(output, redactor, time);
    }

    /// <summary>The response of the function to an event.</summary>
    public async Task<JsonElement> RunAsync(string name, JsonElement payload, ILambdaContext context)
    {
        var runner = new FunctionRunner(name, functions.Find(name), log, metrics, time);
        return JsonElement.Parse(await runner.RunAsync(JsonMarshal.GetRawUtf8Value(payload).ToArray(), context.AwsRequestId, context.RemainingTime));
    }
}
