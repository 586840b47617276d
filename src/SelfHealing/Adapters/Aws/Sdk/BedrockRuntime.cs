using Amazon;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;

namespace SelfHealing.Adapters.Aws;

/// <summary>Bedrock's runtime, in the operation that is used.</summary>
sealed class BedrockRuntime(BedrockSettings settings) : IDisposable
{
    static readonly CachePointBlock CachePoint = new() { Type = CachePointType.Default };

    readonly AmazonBedrockRuntimeClient client = new(ConfigOf(settings));

    public async Task<ConverseReply> ConverseAsync(ConverseQuestion question, CancellationToken cancellation)
    {
        var reply = await client.ConverseAsync(RequestOf(question), cancellation);
        // A guardrail can answer without a message of the model.
        var texts = reply.Output?.Message?.Content?.Select(block => block.Text) ?? [];
        var usage = reply.Usage;
        return new ConverseReply(
            string.Concat(texts),
            reply.StopReason?.Value ?? "",
            new ConverseUsage(
                usage?.InputTokens ?? 0, usage?.OutputTokens ?? 0, usage?.CacheReadInputTokens ?? 0, usage?.CacheWriteInputTokens ?? 0));
    }

    public void Dispose() => client.Dispose();

    static AmazonBedrockRuntimeConfig ConfigOf(BedrockSettings settings)
    {
        // The state machine retries, where it can be seen.
        var config = new AmazonBedrockRuntimeConfig { Timeout = settings.Timeout, MaxErrorRetry = 0 };
        if (settings.Region is { } region)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return config;
    }

    static ConverseRequest RequestOf(ConverseQuestion question)
    {
        var request = new ConverseRequest
        {
            ModelId = question.ModelId,
            Messages = [.. question.Turns.Index().Select(turn => MessageOf(turn.Item, question.CachePrompt && turn.Index == 0))],
            InferenceConfig = LimitsOf(question),
        };
        if (question.System.Count > 0)
        {
            request.System = [.. question.System.Select(text => new SystemContentBlock { Text = text })];
            if (question.CachePrompt)
                request.System.Add(new SystemContentBlock { CachePoint = CachePoint });
        }
        if (question.Guardrail is { } guardrail)
            request.GuardrailConfig = new GuardrailConfiguration { GuardrailIdentifier = guardrail.Id, GuardrailVersion = guardrail.Version };
        return request;
    }

    static Message MessageOf(ConverseTurn turn, bool cached)
    {
        List<ContentBlock> content = [new ContentBlock { Text = turn.Text }];
        if (cached)
            content.Add(new ContentBlock { CachePoint = CachePoint });
        return new Message { Role = turn.IsAssistant ? ConversationRole.Assistant : ConversationRole.User, Content = content };
    }

    static InferenceConfiguration LimitsOf(ConverseQuestion question)
    {
        var limits = new InferenceConfiguration();
        if (question.MaxTokens is { } most)
            limits.MaxTokens = most;
        if (question.Temperature is { } temperature)
            limits.Temperature = temperature;
        if (question.TopP is { } topP)
            limits.TopP = topP;
        if (question.StopSequences.Count > 0)
            limits.StopSequences = [.. question.StopSequences];
        return limits;
    }
}
