namespace SelfHealing.Adapters.Aws;

/// <summary>A call of Bedrock's Converse operation, in the parts that are used here.</summary>
/// <param name="ModelId">A model id, an inference profile id, or an ARN of either.</param>
/// <param name="System">The system texts; may be empty.</param>
/// <param name="Turns">The conversation: the user's turn and the assistant's, in turns.</param>
sealed record ConverseQuestion(string ModelId, IReadOnlyList<string> System, IReadOnlyList<ConverseTurn> Turns)
{
    public int? MaxTokens { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public IReadOnlyList<string> StopSequences { get; init; } = [];

    public BedrockGuardrail? Guardrail { get; init; }

    /// <summary>Whether what comes before the conversation's second turn is to be kept in the prompt cache.</summary>
    public bool CachePrompt { get; init; }
}

/// <summary>One side's text in a conversation.</summary>
sealed record ConverseTurn(bool IsAssistant, string Text);

/// <summary>What Converse answers.</summary>
/// <param name="Text">The reply's text; the model's reasoning is left out.</param>
/// <param name="StopReason">Why it ends there, in the service's words: <c>end_turn</c>, <c>max_tokens</c> and so on.</param>
/// <param name="Usage">The tokens that were counted.</param>
sealed record ConverseReply(string Text, string StopReason, ConverseUsage Usage);

/// <summary>Tokens. Input counts only what was neither read from nor written to the prompt cache.</summary>
sealed record ConverseUsage(int Input, int Output, int CacheRead, int CacheWrite);
