using Microsoft.Extensions.Time.Testing;
using SelfHealing.Lambda;
using SelfHealing.Lambda.Host;
using SelfHealing.Redaction;

namespace SelfHealing.Tests.Lambda;

public sealed class FunctionRunnerTests : IDisposable
{
    readonly FakeTimeProvider time = new();
    readonly MemoryStream output = new();

    string Log => System.Text.Encoding.UTF8.GetString(output.ToArray());

    [Fact]
    public async Task Work_is_stopped_before_its_time_is_over()
    {
        var running = RunAsync(async (_, cancellation) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(5), time, cancellation);
            return [];
        });

        time.Advance(TimeSpan.FromSeconds(10) - FunctionRunner.Reserve - TimeSpan.FromMilliseconds(1));
        running.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));

        (await Should.ThrowAsync<FunctionTimeoutException>(running)).Message.ShouldContain("it had 9.7 seconds");
    }

    [Fact]
    public async Task Work_that_stops_by_itself_is_not_called_late() =>
        await Should.ThrowAsync<OperationCanceledException>(RunAsync((_, _) => throw new OperationCanceledException()));

    [Fact]
    public async Task A_response_that_Lambda_does_not_take_is_refused_with_its_size()
    {
        (await RunAsync((_, _) => Task.FromResult(new byte[FunctionRunner.LongestResponse]))).Length.ShouldBe(FunctionRunner.LongestResponse);

        var problem = await Should.ThrowAsync<ResponseTooLargeException>(RunAsync((_, _) => Task.FromResult(new byte[FunctionRunner.LongestResponse + 1])));

        problem.Message.ShouldContain("The response of Parse has 6,291,357 bytes");
    }

    [Fact]
    public async Task An_error_without_a_name_here_is_logged_with_its_stack_trace_but_without_secrets()
    {
        await Should.ThrowAsync<InvalidOperationException>(RunAsync((_, _) => throw new InvalidOperationException("No.\npassword=hunter2hunter2")));

        Log.ShouldContain("\"errorType\":\"InvalidOperationException\"");
        Log.ShouldContain(nameof(FunctionRunnerTests));
        Log.ShouldNotContain("hunter2");
    }

    public void Dispose() => output.Dispose();

    Task<byte[]> RunAsync(Function function)
    {
        var redactor = new Redactor();
        var log = new FunctionLog(output, name => name == "AWS_LAMBDA_LOG_FORMAT" ? "JSON" : null, redactor, time);
        return new FunctionRunner("Parse", function, log, new Metrics(output, redactor, time), time).RunAsync("{}"u8.ToArray(), "request-1", TimeSpan.FromSeconds(10));
    }
}
