
namespace SelfHealing.Lambda.Host.RuntimeApi;

/// <summary>Makes the function that ANNOTATIONS_HANDLER names, and answers Lambda's events with it.</summary>
static class LambdaHost
{
    /// <summary>Runs until Lambda ends the process.</summary>
    /// <returns>The exit code: 1, as a function does not end by itself.</returns>
    public static async Task<int> RunAsync(Func<string, string?> environment, TimeProvider time, CancellationToken cancellation)
    {
        if (environment("AWS_LAMBDA_RUNTIME_API") is not { Length: > 0 } address)
        {
            await Console.Error.WriteLineAsync("This is the program of the functions on AWS Lambda, which starts it. On one machine, use `selfheal`.");
            return 1;
        }
        using var output = Console.OpenStandardOutput();
        using var api = new RuntimeApiClient(address);
        var redactor = AwsPorts.RedactorFrom(environment);
        var log = new FunctionLog(output, environment, redactor, time);
        try
        {
            FunctionRunner runner;
            try
            {
                var name = environment("ANNOTATIONS_HANDLER");
                var functions = FunctionTable.On(new AwsPorts(environment, time));
                runner = new FunctionRunner(name ?? "", functions.Find(name), log, new Metrics(output, redactor, time), time);
            }
            catch (Exception problem)
            {
                log.Write(requestId: null, problem);
                await api.FailInitAsync(FunctionError.Of(problem, redactor), cancellation);
                return 1;
            }
            await new InvocationLoop(api, runner, redactor, time).RunAsync(cancellation);
        }
        catch (RuntimeApiException problem)
        {
            log.Write(requestId: null, problem);
        }
        return 1;
    }
}
