using Microsoft.Extensions.AI;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>Models on Amazon Bedrock: <c>bedrock:MODEL</c>, where MODEL is a model id, an inference profile id, or an ARN; none means <see cref="DefaultModel"/>.</summary>
public sealed class BedrockModels(BedrockSettings settings) : IChatModels
{
    /// <summary>What the names of these models start with.</summary>
    public const string Scheme = "bedrock:";

    /// <summary>The inference profile of Claude Sonnet 5.5 that every commercial region offers. A geographic one (<c>eu.</c>, <c>us.</c>, …) keeps the prompt there.</summary>
    public const string DefaultModel = "global.anthropic.claude-sonnet-5-5";

    // Bedrock's own limit on the length of a model's name.
    const int LongestName = 2048;

    /// <inheritdoc/>
    public IChatClient Open(string model)
    {
        var name = model.StartsWith(Scheme, StringComparison.Ordinal) ? model[Scheme.Length..] : throw Unknown(model);
        if (name.Length > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '/' or '-' or '_'))
            throw Unknown(model);
        return new BedrockChatClient(name.Length == 0 ? DefaultModel : name, settings);
    }

    static ModelNotUsableException Unknown(string model) => new(
        $"The model {Steps.PlainText.OneLine(model, 200)} is unknown. Name it as bedrock:MODEL, with a model id, an inference profile id or an ARN, e.g. {Scheme}{DefaultModel}.");
}
