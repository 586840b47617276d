using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>A model behind Bedrock's Converse operation. Text only.</summary>
sealed class BedrockChatClient(string model, BedrockSettings settings) : IChatClient
{
    // The credentials are looked for when the first question is asked, so that what is wrong with them is an error of that question.
    readonly Lazy<BedrockRuntime> runtime = new(() => new BedrockRuntime(settings));

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(Question(messages, options), cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, reply.Text))
        {
            ModelId = model,
            FinishReason = FinishOf(reply.StopReason),
            Usage = UsageOf(reply.Usage),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        if (runtime.IsValueCreated)
            runtime.Value.Dispose();
    }

    async Task<ConverseReply> AskAsync(ConverseQuestion question, CancellationToken cancellation)
    {
        try
        {
            return await runtime.Value.ConverseAsync(question, cancellation);
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw BedrockErrors.Explain(problem, model, settings.Timeout);
        }
    }

    ConverseQuestion Question(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var system = new List<string>();
        var turns = new List<ConverseTurn>();
        foreach (var message in messages)
        {
            // Bedrock refuses empty texts, and two turns of the same side in a row.
            if (string.IsNullOrWhiteSpace(message.Text))
                continue;
            var isAssistant = message.Role == ChatRole.Assistant;
            if (message.Role == ChatRole.System)
                system.Add(message.Text);
            else if (turns is [.., var last] && last.IsAssistant == isAssistant)
                turns[^1] = last with { Text = $"{last.Text}\n\n{message.Text}" };
            else
                turns.Add(new ConverseTurn(isAssistant, message.Text));
        }
        return new ConverseQuestion(model, system, turns)
        {
            MaxTokens = options?.MaxOutputTokens,
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            StopSequences = [.. options?.StopSequences ?? []],
            Guardrail = settings.Guardrail,
            CachePrompt = settings.CachePrompt,
        };
    }

    ChatFinishReason FinishOf(string stopReason) => stopReason switch
    {
        "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
        "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "guardrail_intervened" => throw new ModelBlockedException(
            $"The guardrail {settings.Guardrail?.Id} stopped the question to {model} or its answer. Its trace in the Bedrock console says which rule did."),
        "content_filtered" => throw new ModelBlockedException($"The content filter of {model} withheld the answer."),
        "malformed_model_output" or "malformed_tool_use" => throw new ModelUnreachableException($"{model} gave a reply that Bedrock cannot read ({stopReason})."),
        _ => new ChatFinishReason(stopReason),
    };

    static UsageDetails UsageOf(ConverseUsage usage) => new()
    {
        InputTokenCount = (long)usage.Input + usage.CacheRead + usage.CacheWrite,
        CachedInputTokenCount = usage.CacheRead,
        OutputTokenCount = usage.Output,
        TotalTokenCount = (long)usage.Input + usage.CacheRead + usage.CacheWrite + usage.Output,
        AdditionalCounts = new() { ["CacheWriteInputTokens"] = usage.CacheWrite },
    };
}
