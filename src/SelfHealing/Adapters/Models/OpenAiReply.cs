using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Models;

/// <summary>Reads what a server of OpenAI's chat protocol answers. Of a reply only the first choice's text has to be there: servers leave out the rest as they like.</summary>
static class OpenAiReply
{
    const int MostWords = 1_000;

    /// <summary>A reply.</summary>
    /// <exception cref="ModelBlockedException">The model or a filter withholds its answer.</exception>
    /// <exception cref="ModelNotUsableException">It is not one of the protocol.</exception>
    public static ChatResponse Read(byte[] body, Uri server)
    {
        try
        {
            using var reply = JsonDocument.Parse(body);
            var choice = reply.RootElement.GetProperty("choices")[0];
            var message = choice.GetProperty("message");
            if (Text(message, "refusal") is { Length: > 0 } refusal)
                throw new ModelBlockedException($"The model at {server} refuses to answer: {PlainText.OneLine(refusal, 300)}");
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, Content(message.GetProperty("content"))))
            {
                ModelId = Text(reply.RootElement, "model"),
                FinishReason = FinishOf(Text(choice, "finish_reason"), server),
                Usage = reply.RootElement.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object ? UsageOf(usage) : null,
            };
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new ModelNotUsableException($"The server at {server} does not answer as OpenAI's chat protocol says, with a text in choices[0].message.content: {PlainText.OneLine(problem.Message, 300)}", problem);
        }
    }

    /// <summary>What a server says is wrong, in one line: <c>{"error": {"message": …}}</c>, <c>{"error": …}</c> or, failing that, its words as they are.</summary>
    public static string Complaint(byte[] body)
    {
        string? said = null;
        try
        {
            using var answer = JsonDocument.Parse(body);
            if (answer.RootElement is { ValueKind: JsonValueKind.Object } root)
                said = root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? Text(error, "message") : Text(root, "error") ?? Text(root, "message");
        }
        catch (JsonException)
        {
            // A proxy's page, or plain words.
        }
        return PlainText.OneLine(said ?? Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MostWords))), 300);
    }

    static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // One text, or parts of which some are texts.
    static string Content(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => Text(part, "text"))),
        _ => content.GetString()!,
    };

    static ChatFinishReason? FinishOf(string? reason, Uri server) => reason switch
    {
        null => null,
        "content_filter" => throw new ModelBlockedException($"A content filter of the model at {server} withheld the answer."),
        _ => new ChatFinishReason(reason),
    };

    static UsageDetails UsageOf(JsonElement usage) => new()
    {
        InputTokenCount = Count(usage, "prompt_tokens"),
        OutputTokenCount = Count(usage, "completion_tokens"),
        TotalTokenCount = Count(usage, "total_tokens"),
        CachedInputTokenCount = usage.TryGetProperty("prompt_tokens_details", out var details) && details.ValueKind == JsonValueKind.Object ? Count(details, "cached_tokens") : null,
    };

    static long? Count(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count >= 0 ? count : null;
}
