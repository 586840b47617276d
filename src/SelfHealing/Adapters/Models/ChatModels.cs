using Microsoft.Extensions.AI;
using SelfHealing.Adapters.Aws;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Models;

/// <summary>The models of several services, by how their names start.</summary>
public sealed class ChatModels(OpenAiModels openAi, BedrockModels bedrock) : IChatModels
{
    /// <inheritdoc/>
    public IChatClient Open(string model) => model.Split(':')[0] switch
    {
        "openai" => openAi.Open(model),
        "bedrock" => bedrock.Open(model),
        _ => throw new ModelNotUsableException(
            $"The model {Steps.PlainText.OneLine(model, 200)} is unknown. Name it as patterns, as openai:BASE_URL#NAME, e.g. openai:http://localhost:11434/v1#qwen3, or as bedrock:MODEL, e.g. {BedrockModels.Scheme}{BedrockModels.DefaultModel}."),
    };
}
