using Microsoft.Extensions.AI;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Models;

/// <summary>Any server that speaks OpenAI's chat protocol: <c>openai:BASE_URL#NAME</c>.</summary>
/// <param name="apiKey">The key to send; null or empty for servers that want none.</param>
/// <param name="timeout">How long one answer may take.</param>
public sealed class OpenAiModels(string? apiKey, TimeSpan timeout) : IChatModels
{
    const string Scheme = "openai:";

    /// <inheritdoc/>
    public IChatClient Open(string model)
    {
        if (!model.StartsWith(Scheme, StringComparison.Ordinal) || model[Scheme.Length..].Split('#') is not [var address, { Length: > 0 } name]
            || !Uri.TryCreate(address, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw new ModelNotUsableException(
                $"The model {model} is unknown. Name it as patterns, or as openai:BASE_URL#NAME, e.g. openai:http://localhost:11434/v1#qwen3; auto: before it tries the patterns first.");
        }
        if (apiKey?.Any(letter => letter is <= ' ' or > '~') == true)
            throw new ModelNotUsableException($"The key for the model at {server} has a space, a line end or a letter in it that no key has. Set SELFHEAL_MODEL_KEY again.");
        return new OpenAiChatClient(server, name, apiKey, timeout);
    }
}
