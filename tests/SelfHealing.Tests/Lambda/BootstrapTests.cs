using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CliWrap.Buffered;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Lambda;

/// <summary>The native executable of the Lambda functions, run by an emulator of Lambda. Publishing it takes one to three minutes.</summary>
public sealed partial class BootstrapTests(S3Server s3) : IClassFixture<S3Server>
{
    static string Trace => File.ReadAllText(RepositoryRoot.Combine("samples/orders/crash.log"));

    Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_S3"] = s3.Url,
        ["SELFHEAL_ARTIFACTS_BUCKET"] = S3Server.Bucket,
        ["AWS_LAMBDA_LOG_FORMAT"] = "JSON",
    };

    [Theory]
    [InlineData("Brew")]
    [InlineData("parse")]
    [InlineData(null)]
    public async Task An_unknown_handler_is_an_init_error_that_lists_the_functions(string? handler)
    {
        await using var lambda = await LambdaEmulator.StartAsync(handler!);

        (await lambda.ExitCodeAsync()).ShouldNotBe(0);

        var error = lambda.InitError.ShouldNotBeNull();
        error.ErrorType.ShouldBe("UnknownFunctionException");
        ((string?)error.Json["errorType"]).ShouldBe("UnknownFunctionException");
        ((string?)error.Json["errorMessage"]).ShouldNotBeNull().ShouldEndWith($": {string.Join(", ", FunctionTableTests.Table.Names)}.");
    }

    /// <summary>A few words can bring whole libraries in, such as System.Xml.Linq or a list whose every member is kept: see decision 21.</summary>
    [Fact]
    public async Task The_package_has_at_most_15_MB()
    {
        var executable = await NativeExecutable.BootstrapAsync();
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(executable)!))
                zip.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.Optimal);
        }

        package.Length.ShouldBeLessThan(15_000_000);
    }

    [Fact]
    public async Task Without_Lambda_it_says_what_it_is()
    {
        await using var lambda = await LambdaEmulator.StartAsync("Parse", new Dictionary<string, string?> { ["AWS_LAMBDA_RUNTIME_API"] = null });

        (await lambda.ExitCodeAsync()).ShouldNotBe(0);

        lambda.Log.ShouldHaveSingleItem().ShouldContain("use `selfheal`");
    }

    [Fact]
    public async Task Parse_reads_the_crash_event_after_event()
    {
        await using var lambda = await LambdaEmulator.StartAsync("Parse", Environment);

        var first = (await lambda.InvokeAsync(ParseEvent(Trace))).Output;
        var second = (await lambda.InvokeAsync(ParseEvent(Trace))).Output;

        ((string?)first["outcome"]).ShouldBe("crash");
        ((string?)first["exceptionType"]).ShouldBe("RuntimeError");
        ((string?)first["culprit"]!["function"]).ShouldBe("sweep");
        second.ToJsonString().ShouldBe(first.ToJsonString());
    }

    [Fact]
    public async Task An_event_that_is_not_understood_is_an_error_of_that_event_alone()
    {
        await using var lambda = await LambdaEmulator.StartAsync("Parse", Environment);

        foreach (var broken in (string[])["{\"service\":", "", "null", "[]", "{}", new string('[', 100_000), "{\"service\":{\"name\":7}}", "\u0000"])
        {
            var result = await lambda.InvokeAsync(broken);

            result.IsError.ShouldBeTrue(broken);
            result.ErrorType.ShouldBe("StepInputException", broken);
            ((string?)result.Json["errorMessage"]).ShouldNotBeNull().ShouldContain("Parse");
            result.Json["stackTrace"]!.AsArray().ShouldBeEmpty();
        }
        ((string?)(await lambda.InvokeAsync(ParseEvent(Trace))).Output["outcome"]).ShouldBe("crash");
    }

    [Fact]
    public async Task A_failure_has_the_name_that_the_state_machine_retries()
    {
        var nobody = $"http://127.0.0.1:{LoopbackServer.FreePort()}";
        await using var lambda = await LambdaEmulator.StartAsync("Parse", new Dictionary<string, string?>(Environment) { ["AWS_ENDPOINT_URL_S3"] = nobody });

        var result = await lambda.InvokeAsync(ParseEvent(Trace));

        result.ErrorType.ShouldBe("StoreUnavailableException");
        ((string?)result.Json["errorType"]).ShouldBe("StoreUnavailableException");
        ((string?)result.Json["errorMessage"]).ShouldNotBeNull().ShouldNotContain('\n');
        lambda.LogWith("errorType").ShouldHaveSingleItem()["requestId"]!.GetValue<string>().ShouldBe("request-1");
    }

    [Fact]
    public async Task A_name_that_is_not_set_is_said_when_it_is_needed()
    {
        await using var lambda = await LambdaEmulator.StartAsync("Parse", new Dictionary<string, string?>(Environment) { ["SELFHEAL_ARTIFACTS_BUCKET"] = null });

        var quiet = await lambda.InvokeAsync(ParseEvent("all is well"));
        var crash = await lambda.InvokeAsync(ParseEvent(Trace));

        ((string?)quiet.Output["outcome"]).ShouldBe("none");
        crash.ErrorType.ShouldBe("MissingSettingException");
        ((string?)crash.Json["errorMessage"]).ShouldNotBeNull().ShouldContain("SELFHEAL_ARTIFACTS_BUCKET");
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_stopped_before_Lambda_ends_it()
    {
        using var slow = new SignedServer("s3") { Answer = _ => new AwsAnswer(200, "") { Delay = TimeSpan.FromSeconds(20) } };
        await using var lambda = await LambdaEmulator.StartAsync("Parse", new Dictionary<string, string?>(Environment) { ["AWS_ENDPOINT_URL_S3"] = slow.Url });

        var result = await lambda.InvokeAsync(ParseEvent(Trace), TimeSpan.FromSeconds(2));

        result.ErrorType.ShouldBe("FunctionTimeoutException");
    }

    [Fact]
    public async Task The_trace_goes_on_to_the_services_that_are_called()
    {
        using var bucket = new SignedServer("s3");
        await using var lambda = await LambdaEmulator.StartAsync(
            "Parse", new Dictionary<string, string?>(Environment) { ["AWS_ENDPOINT_URL_S3"] = bucket.Url, ["AWS_LAMBDA_FUNCTION_NAME"] = "selfheal-parse" });

        await lambda.InvokeAsync(ParseEvent(Trace));
        await lambda.InvokeAsync(ParseEvent(Trace));

        bucket.Calls.Select(call => call.TraceId).ShouldBe(["Root=1-5759e988-request-1", "Root=1-5759e988-request-2"]);
    }

    [Fact]
    public async Task The_log_is_lambdas_json_with_metrics_between_and_no_secrets()
    {
        await using var lambda = await LambdaEmulator.StartAsync("Parse", Environment);
        var log = Trace.Replace("dictionary changed", "password=hunter2hunter2 dictionary changed", StringComparison.Ordinal);

        await lambda.InvokeAsync(ParseEvent(log));

        var line = lambda.LogWith("message").ShouldHaveSingleItem();
        ((string?)line["level"]).ShouldBe("INFO");
        ((string?)line["requestId"]).ShouldBe("request-1");
        DateTimeOffset.Parse((string)line["timestamp"]!, System.Globalization.CultureInfo.InvariantCulture).Offset.ShouldBe(TimeSpan.Zero);
        var metrics = lambda.LogWith("_aws").ShouldHaveSingleItem();
        ((double?)metrics["CrashesRead"]).ShouldBe(1);
        ((string?)metrics["Service"]).ShouldBe("orders");
        ((string?)metrics["Step"]).ShouldBe("Parse");
        metrics["_aws"]!["CloudWatchMetrics"]![0]!["Metrics"]![0]!["Name"]!.GetValue<string>().ShouldBe("CrashesRead");
        string.Join('\n', lambda.Log).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task The_log_is_text_where_the_function_is_set_so_and_keeps_to_its_level()
    {
        await using var quiet = await LambdaEmulator.StartAsync("Parse", new Dictionary<string, string?>(Environment) { ["AWS_LAMBDA_LOG_FORMAT"] = "Text", ["AWS_LAMBDA_LOG_LEVEL"] = "ERROR" });

        await quiet.InvokeAsync(ParseEvent("all is well"));
        await quiet.InvokeAsync("[]");

        quiet.Log.Where(line => !line.StartsWith('{')).ShouldHaveSingleItem().ShouldContain("\trequest-2\tERROR\tStepInputException: The input of Parse");
    }

    [Fact]
    public async Task It_needs_no_newer_C_library_than_Amazon_Linux_2023_has()
    {
        var folder = Path.GetDirectoryName(await NativeExecutable.BootstrapAsync())!;
        string[] binaries = [Path.Combine(folder, "bootstrap"), .. Directory.GetFiles(folder, "*.so")];

        var symbols = await Command.Wrap("objdump").WithArguments(["-T", .. binaries]).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        var versions = GlibcVersion().Matches(symbols.StandardOutput).Select(version => Version.Parse(version.Groups[1].Value));
        versions.Max().ShouldNotBeNull().ShouldBeLessThanOrEqualTo(new Version(2, 34));
    }

    [GeneratedRegex(@"GLIBC_(2\.\d+)")]
    private static partial Regex GlibcVersion();

    internal static string ParseEvent(string log) => new JsonObject
    {
        ["service"] = Service("patterns", "/nowhere"),
        ["source"] = "orders",
        ["log"] = log,
        ["fingerprint"] = null,
    }.ToJsonString();

    internal static JsonObject Service(string model, string repository) => new()
    {
        ["name"] = "orders", ["repository"] = repository, ["branch"] = null, ["root"] = "", ["model"] = model, ["verify"] = null,
    };
}
