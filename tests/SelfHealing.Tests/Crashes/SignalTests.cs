using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class SignalTests
{
    [Theory]
    [InlineData("2024-06-11T09:30:04.003Z 5ce6a15a-f156-11e8-b8aa-25371a5ca2a3 Task timed out after 3.00 seconds", SignalKind.Timeout)]
    [InlineData("RequestId: 5ce6a15a Error: Runtime exited with error: signal: killed\nRuntime.ExitError", SignalKind.OutOfMemory)]
    [InlineData("FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory", SignalKind.OutOfMemory)]
    [InlineData("[CRITICAL] WORKER TIMEOUT (pid:17)", SignalKind.Timeout)]
    public void A_platform_message_without_a_trace_is_a_signal(string line, SignalKind kind)
    {
        var reading = CrashReader.Read([new LogEvent("log", null, line)]);

        reading.Crashes.ShouldBeEmpty();
        reading.Signals[0].Signal.Kind.ShouldBe(kind);
        reading.Signals[0].Signal.Reason.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the GetItem operation: User: arn:aws:sts::1:x is not authorized to perform: dynamodb:GetItem", SignalKind.Permission)]
    [InlineData("botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the PutItem operation (reached max retries: 4): Rate exceeded", SignalKind.Throttling)]
    [InlineData("requests.exceptions.ConnectionError: HTTPConnectionPool(host='db', port=80): Max retries exceeded with url: / (Caused by NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused'))", SignalKind.Upstream)]
    [InlineData("socket.gaierror: [Errno -2] Name or service not known", SignalKind.Upstream)]
    [InlineData("MemoryError", SignalKind.OutOfMemory)]
    [InlineData("botocore.exceptions.NoCredentialsError: Unable to locate credentials", SignalKind.Configuration)]
    public void A_failure_from_outside_the_code_is_named(string exception, SignalKind kind) => Read(exception).Signal!.Kind.ShouldBe(kind);

    [Theory]
    [InlineData("KeyError: 'order_items'")]
    [InlineData("TypeError: 'NoneType' object is not subscriptable")]
    [InlineData("ValueError: the connection has no name")]
    [InlineData("shop.errors.TimeoutPolicyError: policy 'x' is unknown")]
    public void A_fault_of_the_code_is_no_signal(string exception) => Read(exception).Signal.ShouldBeNull();

    [Fact]
    public void A_missing_environment_variable_is_a_matter_of_configuration() =>
        CrashReader.Read([new LogEvent("log", null, "[ERROR] KeyError: 'TABLE_NAME'\nTraceback (most recent call last):\n  File \"/var/task/app.py\", line 3, in <module>\n    t = os.environ[\"TABLE_NAME\"]\n  File \"<frozen os>\", line 679, in __getitem__\n")])
            .Crashes.Single().Signal!.Kind.ShouldBe(SignalKind.Configuration);

    [Fact]
    public void An_error_raised_from_a_refused_connection_comes_from_outside_but_one_raised_while_handling_it_does_not()
    {
        const string Refused = "Traceback (most recent call last):\n  File \"/app/db.py\", line 3, in get\n    connect()\nConnectionRefusedError: [Errno 111] Connection refused\n\n";
        const string Then = "\n\nTraceback (most recent call last):\n  File \"/app/db.py\", line 5, in get\n    x\nshop.NoStock: x\n";

        Crash("The above exception was the direct cause of the following exception:").Signal!.Kind.ShouldBe(SignalKind.Upstream);
        Crash("During handling of the above exception, another exception occurred:").Signal.ShouldBeNull();

        static Crash Crash(string relation) => CrashReader.Read([new LogEvent("log", null, Refused + relation + Then)]).Crashes.Single();
    }

    static Crash Read(string exception) =>
        CrashReader.Read([new LogEvent("log", null, $"Traceback (most recent call last):\n  File \"/app/main.py\", line 3, in main\n    run()\n{exception}\n")]).Crashes.Single();
}
