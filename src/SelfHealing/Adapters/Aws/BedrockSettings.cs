namespace SelfHealing.Adapters.Aws;

/// <summary>How Bedrock is called.</summary>
/// <param name="Timeout">How long one answer may take.</param>
public sealed record BedrockSettings(TimeSpan Timeout)
{
    /// <summary>The region to call; null for that of the AWS configuration.</summary>
    public string? Region { get; init; }

    /// <summary>The guardrail to apply; null for none.</summary>
    public BedrockGuardrail? Guardrail { get; init; }

    /// <summary>Whether the prompt is kept in Bedrock's prompt cache between the attempts at one fix. Not every model has one.</summary>
    public bool CachePrompt { get; init; }

    /// <summary>Reads SELFHEAL_BEDROCK_REGION, SELFHEAL_BEDROCK_GUARDRAIL (<c>ID:VERSION</c>) and SELFHEAL_BEDROCK_CACHE.</summary>
    public static BedrockSettings FromEnvironment(Func<string, string?> environment, TimeSpan timeout) => new(timeout)
    {
        Region = environment("SELFHEAL_BEDROCK_REGION") is { Length: > 0 } region ? region : null,
        Guardrail = environment("SELFHEAL_BEDROCK_GUARDRAIL") is { Length: > 0 } guardrail ? BedrockGuardrail.Parse(guardrail) : null,
        CachePrompt = environment("SELFHEAL_BEDROCK_CACHE") is { Length: > 0 },
    };
}

/// <summary>A guardrail that Bedrock applies to the question and the answer.</summary>
/// <param name="Id">Its id or ARN.</param>
/// <param name="Version">Its version: a number, or <c>DRAFT</c>.</param>
public sealed record BedrockGuardrail(string Id, string Version)
{
    /// <summary>Reads <c>ID:VERSION</c>, or an id alone, whose draft is meant. An ARN's own colons stay with the id.</summary>
    public static BedrockGuardrail Parse(string text) =>
        text.LastIndexOf(':') is var colon and > 0 && text[(colon + 1)..] is var version && (version == "DRAFT" || version.All(char.IsAsciiDigit)) && version.Length > 0
            ? new(text[..colon], version)
            : new(text, "DRAFT");
}
