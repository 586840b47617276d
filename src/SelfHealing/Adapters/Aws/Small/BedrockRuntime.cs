using System.Text.Json;
using Amazon.Runtime;
using SelfHealing.Adapters.Aws.Small;

namespace SelfHealing.Adapters.Aws;

/// <summary>Bedrock's runtime, in the operation that is used: JSON over REST.</summary>
sealed class BedrockRuntime(BedrockSettings settings) : IDisposable
{
    // The state machine retries, where it can be seen.
    readonly SmallClient client = new(
        new SmallConfig("Bedrock Runtime", "bedrock-runtime", "bedrock") { Timeout = settings.Timeout, MaxErrorRetry = 0 }.In(settings.Region));

    public async Task<ConverseReply> ConverseAsync(ConverseQuestion question, CancellationToken cancellation)
    {
        var body = await client.CallAsync(
            new SmallRequest("Converse", "application/json", JsonBody.Of(json => Write(json, question)))
            {
                Path = "/model/{modelId}/converse",
                PathValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["{modelId}"] = question.ModelId },
            },
            cancellation);
        try
        {
            using var reply = JsonDocument.Parse(body);
            return Read(reply.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AmazonClientException($"The reply is not one of Converse: {problem.Message}", problem);
        }
    }

    public void Dispose() => client.Dispose();

    static void Write(Utf8JsonWriter json, ConverseQuestion question)
    {
        json.WriteStartArray("messages");
        foreach (var (number, turn) in question.Turns.Index())
        {
            json.WriteStartObject();
            json.WriteString("role", turn.IsAssistant ? "assistant" : "user");
            WriteTexts(json, "content", [turn.Text], question.CachePrompt && number == 0);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (question.System.Count > 0)
            WriteTexts(json, "system", question.System, question.CachePrompt);
        WriteLimits(json, question);
        if (question.Guardrail is { } guardrail)
        {
            json.WriteStartObject("guardrailConfig");
            json.WriteString("guardrailIdentifier", guardrail.Id);
            json.WriteString("guardrailVersion", guardrail.Version);
            json.WriteEndObject();
        }
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts, bool cached)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteEndObject();
        }
        if (cached)
        {
            json.WriteStartObject();
            json.WriteStartObject("cachePoint");
            json.WriteString("type", "default");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteLimits(Utf8JsonWriter json, ConverseQuestion question)
    {
        json.WriteStartObject("inferenceConfig");
        if (question.MaxTokens is { } most)
            json.WriteNumber("maxTokens", most);
        if (question.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (question.TopP is { } topP)
            json.WriteNumber("topP", topP);
        if (question.StopSequences.Count > 0)
        {
            json.WriteStartArray("stopSequences");
            foreach (var sequence in question.StopSequences)
                json.WriteStringValue(sequence);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static ConverseReply Read(JsonElement reply)
    {
        // A guardrail can answer without a message of the model.
        var texts = reply.GetProperty("output").TryGetProperty("message", out var message)
            ? message.GetProperty("content").EnumerateArray().Select(block => block.TryGetProperty("text", out var text) ? text.GetString() : "")
            : [];
        var usage = reply.GetProperty("usage");
        return new ConverseReply(
            string.Concat(texts),
            reply.GetProperty("stopReason").GetString() ?? "",
            new ConverseUsage(Count("inputTokens"), Count("outputTokens"), Count("cacheReadInputTokens"), Count("cacheWriteInputTokens")));

        int Count(string name) => usage.TryGetProperty(name, out var count) ? count.GetInt32() : 0;
    }
}
