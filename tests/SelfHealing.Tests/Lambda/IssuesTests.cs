using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Lambda;

/// <summary>The native functions that keep issues, on a server that stands for DynamoDB.</summary>
public sealed class IssuesTests(IssueStores stores) : IClassFixture<IssueStores>
{
    [Fact]
    public async Task Dedupe_claims_a_crash_for_one_run()
    {
        await using var lambda = await LambdaEmulator.StartAsync("Dedupe", await EnvironmentAsync());

        var first = await lambda.InvokeAsync(DedupeEvent("run-1"));
        var second = await lambda.InvokeAsync(DedupeEvent("run-2"));

        ((string?)first.Output["outcome"]).ShouldBe("heal");
        ((string?)second.Output["outcome"]).ShouldBe("duplicate");
        ((string?)lambda.LogWith("_aws")[1]["reason"]).ShouldNotBeNull().ShouldContain("run-1");
    }

    [Fact]
    public async Task Ingest_starts_one_run_for_a_crash_that_comes_again()
    {
        using var settings = new AwsServer("ssm", new() { ["AmazonSSM.GetParametersByPath"] = _ => Services() });
        using var states = new SignedServer("states");
        var environment = await EnvironmentAsync();
        environment["AWS_ENDPOINT_URL_SSM"] = settings.Url;
        environment["AWS_ENDPOINT_URL_SFN"] = states.Url;
        environment["SELFHEAL_SETTINGS_PREFIX"] = "/selfheal";
        environment["SELFHEAL_STATE_MACHINE_ARN"] = "arn:aws:states:eu-central-1:123456789012:stateMachine:self-healing";
        await using var lambda = await LambdaEmulator.StartAsync("Ingest", environment);

        var report = (await lambda.InvokeAsync(Subscription())).Output;
        await lambda.InvokeAsync(Subscription());

        ((int?)report["runs"]).ShouldBe(1);
        var call = states.Calls.ShouldHaveSingleItem();
        call.Target.ShouldBe("AWSStepFunctions.StartExecution");
        JsonNode.Parse((string)JsonNode.Parse(call.Body)!["input"]!)!["service"]!["name"]!.GetValue<string>().ShouldBe("orders");
    }

    async Task<Dictionary<string, string?>> EnvironmentAsync() => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_DYNAMODB"] = (await stores.Dynalite).Client.Config.ServiceURL,
        ["SELFHEAL_ISSUES_TABLE"] = DynamoServer.Table,
        ["AWS_LAMBDA_LOG_FORMAT"] = "JSON",
    };

    static string DedupeEvent(string run) => new JsonObject
    {
        ["execution"] = run,
        ["service"] = BootstrapTests.Service("patterns", "https://github.com/example/orders"),
        ["crash"] = new JsonObject
        {
            ["outcome"] = "crash", ["reason"] = "", ["fingerprint"] = "v1:00000000000000000000000000000001", ["language"] = "python",
            ["exceptionType"] = "KeyError", ["message"] = "'price'", ["culprit"] = null, ["crash"] = null,
        },
    }.ToJsonString();

    static JsonObject Services() => new()
    {
        ["Parameters"] = new JsonArray(new JsonObject
        {
            ["Name"] = "/selfheal/services/orders",
            ["Type"] = "String",
            ["Value"] = """{"logGroups": ["/aws/lambda/orders"], "repository": "https://github.com/example/orders"}""",
        }),
    };

    static string Subscription()
    {
        var events = new JsonObject
        {
            ["messageType"] = "DATA_MESSAGE",
            ["owner"] = "123456789012",
            ["logGroup"] = "/aws/lambda/orders",
            ["logStream"] = "2026/11/24/[$LATEST]0a1b",
            ["subscriptionFilters"] = new JsonArray("all"),
            ["logEvents"] = new JsonArray(new JsonObject
            {
                ["id"] = "1",
                ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
                ["message"] = File.ReadAllText(RepositoryRoot.Combine("samples/orders/crash.log")),
            }),
        };
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(events.ToJsonString()));
        return new JsonObject { ["awslogs"] = new JsonObject { ["data"] = Convert.ToBase64String(packed.ToArray()) } }.ToJsonString();
    }
}
