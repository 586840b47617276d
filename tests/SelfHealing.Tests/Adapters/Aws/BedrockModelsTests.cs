using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

[Collection(AwsEndpointsCollection.Name)]
public class BedrockModelsTests(AwsEndpoints aws)
{
    static readonly BedrockSettings Settings = new(TimeSpan.FromSeconds(20));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_is_asked_as_Converse_wants_it()
    {
        Answers(200, Reply("end_turn"));
        using var model = new BedrockModels(Settings).Open("bedrock:amazon.nova-pro-v1:0");

        var response = await model.GetResponseAsync(
            [
                new(ChatRole.System, "You mend programs."), new(ChatRole.User, "The crash."), new(ChatRole.User, "The code."),
                new(ChatRole.Assistant, "A fix."), new(ChatRole.User, ""), new(ChatRole.User, "It does not parse."),
            ],
            new ChatOptions { MaxOutputTokens = 500, Temperature = 0 },
            Cancellation);

        response.Text.ShouldBe("Two parts.");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        var call = aws.Bedrock.Calls.ShouldHaveSingleItem();
        call.Path.ShouldBe("/model/amazon.nova-pro-v1%3A0/converse");
        JsonNode.DeepEquals(JsonNode.Parse(call.Body), JsonNode.Parse(
            """
            {
              "messages": [
                {"role": "user", "content": [{"text": "The crash.\n\nThe code."}]},
                {"role": "assistant", "content": [{"text": "A fix."}]},
                {"role": "user", "content": [{"text": "It does not parse."}]}
              ],
              "system": [{"text": "You mend programs."}],
              "inferenceConfig": {"maxTokens": 500, "temperature": 0}
            }
            """)).ShouldBeTrue(call.Body);
    }

    [Fact]
    public async Task The_guardrail_and_the_cache_points_are_those_of_the_settings()
    {
        Answers(200, Reply("end_turn"));
        var settings = Settings with { Guardrail = new BedrockGuardrail("gr-1", "3"), CachePrompt = true };
        using var model = new BedrockModels(settings).Open("bedrock:");

        await model.GetResponseAsync([new(ChatRole.System, "You mend programs."), new(ChatRole.User, "The crash.")], options: null, Cancellation);

        var call = aws.Bedrock.Calls.ShouldHaveSingleItem();
        call.Path.ShouldBe($"/model/{BedrockModels.DefaultModel}/converse");
        var body = JsonNode.Parse(call.Body)!;
        body["system"]!.ToJsonString().ShouldBe("""[{"text":"You mend programs."},{"cachePoint":{"type":"default"}}]""");
        body["messages"]![0]!["content"]![1]!.ToJsonString().ShouldBe("""{"cachePoint":{"type":"default"}}""");
        body["guardrailConfig"]!.ToJsonString().ShouldBe("""{"guardrailIdentifier":"gr-1","guardrailVersion":"3"}""");
    }

    [Fact]
    public async Task Tokens_of_the_cache_are_part_of_the_input()
    {
        Answers(200, Reply("end_turn"));
        using var model = new BedrockModels(Settings).Open("bedrock:");

        var usage = (await model.GetResponseAsync("The crash.", options: null, Cancellation)).Usage.ShouldNotBeNull();

        usage.InputTokenCount.ShouldBe(10 + 4000 + 200);
        usage.CachedInputTokenCount.ShouldBe(4000);
        usage.AdditionalCounts!["CacheWriteInputTokens"].ShouldBe(200);
        usage.OutputTokenCount.ShouldBe(20);
        usage.TotalTokenCount.ShouldBe(4230);
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("model_context_window_exceeded")]
    public async Task A_reply_that_was_cut_ends_with_the_length(string stopReason)
    {
        Answers(200, Reply(stopReason));
        using var model = new BedrockModels(Settings).Open("bedrock:");

        (await model.GetResponseAsync("The crash.", options: null, Cancellation)).FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    [Theory]
    [InlineData("guardrail_intervened")]
    [InlineData("content_filtered")]
    public async Task A_reply_that_is_withheld_is_an_error_of_its_own(string stopReason)
    {
        Answers(200, Reply(stopReason));
        using var model = new BedrockModels(Settings).Open("bedrock:");

        await Should.ThrowAsync<ModelBlockedException>(model.GetResponseAsync("The crash.", options: null, Cancellation));
    }

    [Theory]
    [InlineData(429, "ThrottlingException", typeof(ModelThrottledException))]
    [InlineData(400, "ThrottlingException", typeof(ModelThrottledException))]
    [InlineData(408, "ModelTimeoutException", typeof(ModelTimeoutException))]
    [InlineData(424, "ModelErrorException", typeof(ModelUnreachableException))]
    [InlineData(429, "ModelNotReadyException", typeof(ModelUnreachableException))]
    [InlineData(503, "ServiceUnavailableException", typeof(ModelUnreachableException))]
    [InlineData(500, "InternalServerException", typeof(ModelUnreachableException))]
    [InlineData(400, "ValidationException", typeof(ModelNotUsableException))]
    [InlineData(403, "AccessDeniedException", typeof(ModelNotUsableException))]
    [InlineData(404, "ResourceNotFoundException", typeof(ModelNotUsableException))]
    [InlineData(403, "UnrecognizedClientException", typeof(ModelNotUsableException))]
    public async Task Every_error_of_Bedrock_is_one_of_ours_and_asked_once(int status, string error, Type expected)
    {
        Answers(status, """{"message":"because"}""", error);
        using var model = new BedrockModels(Settings).Open("bedrock:");

        var problem = await Should.ThrowAsync(() => model.GetResponseAsync("The crash.", options: null, Cancellation), expected);

        problem.Message.ShouldContain(BedrockModels.DefaultModel.Split('.')[^1]);
        aws.Bedrock.Calls.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>a proxy</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"output":{"message":{"content":[{"text":7}]}},"usage":{},"stopReason":"end_turn"}""")]
    public async Task A_reply_that_is_none_of_Converse_is_refused(string body)
    {
        Answers(200, body);
        using var model = new BedrockModels(Settings).Open("bedrock:");

        await Should.ThrowAsync<ModelNotUsableException>(model.GetResponseAsync("The crash.", options: null, Cancellation));
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout()
    {
        Answers(200, Reply("end_turn"));
        var slow = aws.Bedrock.Answer(new AwsCall("", null, null, "")) with { Delay = TimeSpan.FromSeconds(5) };
        aws.Bedrock.Answer = _ => slow;
        using var model = new BedrockModels(new BedrockSettings(TimeSpan.FromSeconds(1))).Open("bedrock:");

        await Should.ThrowAsync<ModelTimeoutException>(model.GetResponseAsync("The crash.", options: null, Cancellation));
    }

    [Fact]
    public async Task The_command_heals_with_a_model_on_Bedrock()
    {
        Answers(200, Reply(
            "end_turn",
            """
            parts.
            ROOT CAUSE: the dictionary changes under the loop
            CONFIDENCE: 0.9

            orders/carts.py
            <<<<<<< SEARCH
                    for cart_id, cart in self._carts.items():
            =======
                    for cart_id, cart in list(self._carts.items()):
            >>>>>>> REPLACE
            """));
        using var orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
        using var selfheal = new SelfHeal();

        var result = await selfheal.RunAsync(
            "heal", "--log", RepositoryRoot.Combine("samples/orders/crash.log"), "--repo", orders.Path, "--model", "bedrock:", "--approve", "auto", "--json");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        aws.Bedrock.Calls.ShouldHaveSingleItem().Path.ShouldContain(BedrockModels.DefaultModel);
    }

    [Theory]
    [InlineData("bedrock:a model")]
    [InlineData("bedrock:../../x?y=1")]
    [InlineData("bedrok:x")]
    public void A_name_that_is_none_is_refused(string name) => Should.Throw<ModelNotUsableException>(() => new BedrockModels(Settings).Open(name));

    [Theory]
    [InlineData("gr-1:3", "gr-1", "3")]
    [InlineData("gr-1:DRAFT", "gr-1", "DRAFT")]
    [InlineData("gr-1", "gr-1", "DRAFT")]
    [InlineData("arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr1", "arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr1", "DRAFT")]
    [InlineData("arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr1:2", "arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr1", "2")]
    public void A_guardrail_is_an_id_and_a_version(string text, string id, string version) => BedrockGuardrail.Parse(text).ShouldBe(new BedrockGuardrail(id, version));

    void Answers(int status, string body, string? error = null)
    {
        aws.Bedrock.Calls.Clear();
        aws.Bedrock.Answer = _ => new AwsAnswer(status, body) { ErrorType = error };
    }

    static string Reply(string stopReason, string text = "parts.") => new JsonObject
    {
        ["output"] = new JsonObject
        {
            ["message"] = new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = new JsonArray(
                    new JsonObject { ["reasoningContent"] = new JsonObject { ["reasoningText"] = new JsonObject { ["text"] = "Let me see." } } },
                    new JsonObject { ["text"] = "Two " },
                    new JsonObject { ["text"] = text }),
            },
        },
        ["stopReason"] = stopReason,
        ["usage"] = new JsonObject
        {
            ["inputTokens"] = 10, ["outputTokens"] = 20, ["totalTokens"] = 4230, ["cacheReadInputTokens"] = 4000, ["cacheWriteInputTokens"] = 200,
        },
        ["metrics"] = new JsonObject { ["latencyMs"] = 5 },
    }.ToJsonString();
}
