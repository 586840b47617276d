using System.Text.Json.Nodes;
using SelfHealing.Adapters.Aws;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Lambda;

/// <summary>From the log text to a fix by a model on Bedrock, in native functions, one process each.</summary>
public sealed class BedrockTests(S3Server s3, IssueStores stores) : IClassFixture<S3Server>, IClassFixture<IssueStores>, IDisposable
{
    const string Model = "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-5-5";

    readonly SignedServer bedrock = new("bedrock");
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    [Fact]
    public async Task A_model_on_Bedrock_mends_the_crash()
    {
        bedrock.Answer = _ => new AwsAnswer(200, Reply(Replies.Good, "end_turn"));

        var (fix, state) = await GenerateAsync();
        state["fix"] = fix.Output;
        var validation = await InvokeAsync("ValidateSyntax", state);

        ((string?)fix.Output["outcome"]).ShouldBe("fix");
        ((string?)validation.Output["outcome"]).ShouldBe("valid");
        var call = bedrock.Calls.ShouldHaveSingleItem();
        call.Path.ShouldBe($"/model/{Uri.EscapeDataString(Model)}/converse");
        call.Body.ShouldContain("dictionary changed size during iteration");
        var spending = new DynamoSpending((await stores.Dynalite).Client, DynamoServer.Table);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        (await spending.ReadAsync("orders", today, TestContext.Current.CancellationToken)).Tokens.ShouldBeGreaterThanOrEqualTo(980);
    }

    [Theory]
    [InlineData(429, "ThrottlingException", "ModelThrottledException")]
    [InlineData(408, "ModelTimeoutException", "ModelTimeoutException")]
    [InlineData(424, "ModelErrorException", "ModelUnreachableException")]
    [InlineData(403, "AccessDeniedException", "ModelNotUsableException")]
    public async Task What_Bedrock_refuses_has_a_name_for_the_state_machine(int status, string error, string name)
    {
        bedrock.Answer = _ => new AwsAnswer(status, """{"message":"no"}""") { ErrorType = $"{error}:http://internal.amazon.com/coral/com.amazon.bedrock/" };

        var (fix, _) = await GenerateAsync();

        fix.ErrorType.ShouldBe(name);
        // The state machine retries, where it can be seen.
        bedrock.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_guardrail_that_steps_in_ends_the_run()
    {
        bedrock.Answer = _ => new AwsAnswer(200, Reply("Sorry, I cannot say that.", "guardrail_intervened"));

        var (fix, _) = await GenerateAsync();

        fix.ErrorType.ShouldBe("ModelBlockedException");
        ((string?)fix.Json["errorMessage"]).ShouldNotBeNull().ShouldContain("guardrail");
    }

    public void Dispose()
    {
        bedrock.Dispose();
        orders.Dispose();
    }

    static string Reply(string text, string stopReason) => new JsonObject
    {
        ["output"] = new JsonObject { ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = new JsonArray(new JsonObject { ["text"] = text }) } },
        ["stopReason"] = stopReason,
        ["usage"] = new JsonObject { ["inputTokens"] = 900, ["outputTokens"] = 80, ["totalTokens"] = 980 },
        ["metrics"] = new JsonObject { ["latencyMs"] = 12 },
    }.ToJsonString();

    async Task<(FunctionResult Fix, JsonObject State)> GenerateAsync()
    {
        var log = await File.ReadAllTextAsync(RepositoryRoot.Combine("samples/orders/crash.log"), TestContext.Current.CancellationToken);
        var state = new JsonObject
        {
            ["service"] = BootstrapTests.Service("bedrock:" + Model, orders.Path),
            ["source"] = "orders",
            ["log"] = log,
            ["fingerprint"] = null,
            ["attempt"] = new JsonObject { ["number"] = 1, ["problems"] = new JsonArray() },
        };
        state["crash"] = (await InvokeAsync("Parse", state)).Output;
        state["code"] = (await InvokeAsync("FetchCode", state)).Output;
        return (await InvokeAsync("Generate", state), state);
    }

    async Task<FunctionResult> InvokeAsync(string function, JsonObject state)
    {
        await using var lambda = await LambdaEmulator.StartAsync(function, new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL_S3"] = s3.Url,
            ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = bedrock.Url,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = (await stores.Dynalite).Client.Config.ServiceURL,
            ["SELFHEAL_ARTIFACTS_BUCKET"] = S3Server.Bucket,
            ["SELFHEAL_ISSUES_TABLE"] = DynamoServer.Table,
        });
        return await lambda.InvokeAsync(state.ToJsonString());
    }
}
