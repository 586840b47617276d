using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Models;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Hosting;

/// <summary>The models that this process can reach.</summary>
static class SurroundingModels
{
    /// <summary>With the key of SELFHEAL_MODEL_KEY or OPENAI_API_KEY, and Bedrock as the environment sets it.</summary>
    public static IChatModels Models(this Surroundings surroundings) => new ChatModels(
        new OpenAiModels(surroundings.Environment("SELFHEAL_MODEL_KEY") ?? surroundings.Environment("OPENAI_API_KEY"), surroundings.ModelTimeout),
        new BedrockModels(BedrockSettings.FromEnvironment(surroundings.Environment, surroundings.ModelTimeout)));
}
