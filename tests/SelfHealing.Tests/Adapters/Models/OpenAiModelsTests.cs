using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SelfHealing.Adapters.Models;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Adapters.Models;

/// <summary>A question to a server of OpenAI's chat protocol, and what is made of the answers that servers give.</summary>
public sealed class OpenAiModelsTests
{
    [Fact]
    public async Task A_question_is_the_model_and_the_messages()
    {
        using var server = new ChatServer(_ => (200, ChatServer.Completion("Ready.")));
        using var client = new OpenAiModels(apiKey: null, TimeSpan.FromSeconds(30)).Open($"openai:{server.Url}/#qwen3:8b");

        var answer = await client.GetResponseAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Say \"ready\".\n\U0001F600")], cancellationToken: TestContext.Current.CancellationToken);

        answer.Text.ShouldBe("Ready.");
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        var usage = answer.Usage.ShouldNotBeNull();
        (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount).ShouldBe((100, 20, 120));
        JsonNode.DeepEquals(
            server.Questions.ShouldHaveSingleItem(),
            JsonNode.Parse("""{"model": "qwen3:8b", "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Say \"ready\".\n😀"}]}""")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("sk-123", "Bearer sk-123")]
    public async Task A_key_is_sent_to_who_wants_one(string? key, string? header)
    {
        string? sent = null;
        using var server = new LoopbackServer(context =>
        {
            sent = context.Request.Headers["Authorization"];
            return AnswerAsync(context, 200, ChatServer.Completion("Ready."));
        });

        await AskAsync(server, key);

        sent.ShouldBe(header);
    }

    [Theory]
    [InlineData("sk-1\n23")]
    [InlineData("sk-1 23")]
    [InlineData("sk-12é")]
    public void A_key_that_none_can_be_is_refused_without_being_shown(string key)
    {
        var problem = Should.Throw<ModelNotUsableException>(() => new OpenAiModels(key, TimeSpan.FromSeconds(30)).Open("openai:http://localhost:1/v1#m"));

        problem.Message.ShouldContain("SELFHEAL_MODEL_KEY");
        problem.Message.ShouldNotContain("sk-1");
    }

    [Fact]
    public async Task A_query_in_the_address_stays()
    {
        string? asked = null;
        using var server = new LoopbackServer(context =>
        {
            asked = context.Request.RawUrl;
            return AnswerAsync(context, 200, ChatServer.Completion("Ready."));
        });
        using var client = new OpenAiModels(apiKey: null, TimeSpan.FromSeconds(30)).Open($"openai:{server.Url}/openai/v1?api-version=2025-01-01#m");

        await client.GetResponseAsync("Ready?", cancellationToken: TestContext.Current.CancellationToken);

        asked.ShouldBe("/openai/v1/chat/completions?api-version=2025-01-01");
    }

    [Theory]
    [InlineData("""{"choices": [{"message": {"content": "Ready."}}]}""", "Ready.", null)]
    [InlineData("""{"choices": [{"message": {"content": "Ready.", "refusal": null}, "finish_reason": null}], "usage": null}""", "Ready.", null)]
    [InlineData("""{"choices": [{"message": {"content": [{"type": "thinking"}, {"type": "text", "text": "Rea"}, {"type": "text", "text": "dy."}]}}]}""", "Ready.", null)]
    [InlineData("""{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}""", "", "stop")]
    [InlineData("""{"choices": [{"message": {"content": "Rea"}, "finish_reason": "length"}], "usage": {"prompt_tokens": "many"}}""", "Rea", "length")]
    [InlineData("""{"choices": [{"message": {"content": "Ready."}}, {"message": {"content": "Or not."}}]}""", "Ready.", null)]
    public async Task A_reply_may_leave_out_what_is_not_its_text(string reply, string text, string? finish)
    {
        using var server = new LoopbackServer(context => AnswerAsync(context, 200, reply));

        var answer = await AskAsync(server);

        answer.Text.ShouldBe(text);
        answer.FinishReason?.Value.ShouldBe(finish);
        answer.Usage?.InputTokenCount.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"choices": [{"message": {"content": null, "refusal": "I won't."}, "finish_reason": "stop"}]}""", "refuses to answer: I won't.")]
    [InlineData("""{"choices": [{"message": {"content": "Rea"}, "finish_reason": "content_filter"}]}""", "content filter")]
    public async Task An_answer_that_is_withheld_is_an_error(string reply, string message)
    {
        using var server = new LoopbackServer(context => AnswerAsync(context, 200, reply));

        (await Should.ThrowAsync<ModelBlockedException>(AskAsync(server))).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"choices": []}""")]
    [InlineData("""{"choices": {}}""")]
    [InlineData("""{"choices": ["Ready."]}""")]
    [InlineData("""{"choices": [{"message": "Ready."}]}""")]
    [InlineData("""{"choices": [{"message": {"content": 7}}]}""")]
    [InlineData("""{"choices": [{"message": {"content": [7]}}]}""")]
    [InlineData("""{"choices": [{"message": {"content": "\ud800"}}]}""")]
    [InlineData("""{"choices": [{"message": {"content": "Ready.""")]
    public async Task What_is_no_reply_of_the_protocol_is_said_so(string reply)
    {
        using var server = new LoopbackServer(context => AnswerAsync(context, 200, reply));

        (await Should.ThrowAsync<ModelNotUsableException>(AskAsync(server))).Message.ShouldContain("does not answer as OpenAI's chat protocol says");
    }

    [Theory]
    [InlineData("""{"error": {"message": "no such\nmodel"}}""", "(404): no such model")]
    [InlineData("""{"error": "model 'm' not found"}""", "(404): model 'm' not found")]
    [InlineData("""{"object": "error", "message": "not here"}""", "(404): not here")]
    [InlineData("""["Ready."]""", """(404): ["Ready."]""")]
    [InlineData("404 page not found", "(404): 404 page not found")]
    public async Task What_a_server_finds_wrong_is_passed_on(string complaint, string message)
    {
        using var server = new LoopbackServer(context => AnswerAsync(context, 404, complaint));

        (await Should.ThrowAsync<ModelNotUsableException>(AskAsync(server))).Message.ShouldEndWith(message);
    }

    [Theory]
    [InlineData(408, typeof(ModelUnreachableException))]
    [InlineData(429, typeof(ModelThrottledException))]
    [InlineData(500, typeof(ModelUnreachableException))]
    [InlineData(503, typeof(ModelUnreachableException))]
    [InlineData(307, typeof(ModelNotUsableException))]
    [InlineData(400, typeof(ModelNotUsableException))]
    [InlineData(403, typeof(ModelNotUsableException))]
    public async Task What_can_be_tried_again_is_told_from_what_cannot(int status, Type type)
    {
        using var server = new LoopbackServer(context =>
        {
            // Where a key must not go.
            context.Response.AddHeader("Location", "http://127.0.0.1:1/");
            return AnswerAsync(context, status, "");
        });

        (await Record.ExceptionAsync(() => AskAsync(server, "sk-123"))).ShouldBeOfType(type);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read_to_it()
    {
        using var server = new LoopbackServer(async context =>
        {
            context.Response.SendChunked = true;
            var piece = new byte[1024 * 1024];
            try
            {
                for (var sent = 0; sent < 256; sent++)
                    await context.Response.OutputStream.WriteAsync(piece);
            }
            catch (HttpListenerException)
            {
                // The client has left.
            }
        });

        await Should.ThrowAsync<ModelUnreachableException>(AskAsync(server));
    }

    static async Task<ChatResponse> AskAsync(LoopbackServer server, string? key = null)
    {
        using var client = new OpenAiModels(key, TimeSpan.FromSeconds(30)).Open($"openai:{server.Url}/v1#m");
        return await client.GetResponseAsync("Ready?", cancellationToken: TestContext.Current.CancellationToken);
    }

    static async Task AnswerAsync(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }
}
