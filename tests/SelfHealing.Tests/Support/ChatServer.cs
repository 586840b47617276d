using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support;

/// <summary>A server that speaks OpenAI's chat protocol: answers with what a test says, and keeps what it was asked.</summary>
sealed class ChatServer : IDisposable
{
    readonly LoopbackServer server;
    readonly Func<int, (int Status, string Body)> answer;

    /// <param name="answer">The answer to the call with this number, 0 for the first.</param>
    public ChatServer(Func<int, (int Status, string Body)> answer)
    {
        this.answer = answer;
        server = new LoopbackServer(AnswerAsync, under: "/v1/");
    }

    /// <summary>A server whose model replies with this text, always.</summary>
    public static ChatServer Replying(string text) => new(_ => (200, Completion(text)));

    public string Url => server.Url + "/v1";

    public List<JsonNode> Questions { get; } = [];

    /// <summary>A whole answer of the protocol around a text.</summary>
    public static string Completion(string text) => new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_760_000_000,
        ["model"] = "test",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
            ["finish_reason"] = "stop",
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 100, ["completion_tokens"] = 20, ["total_tokens"] = 120 },
    }.ToJsonString();

    public void Dispose() => server.Dispose();

    async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        Questions.Add(JsonNode.Parse(await reader.ReadToEndAsync())!);
        var (status, body) = answer(Questions.Count - 1);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }
}
