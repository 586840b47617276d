using Microsoft.Extensions.AI;

namespace SelfHealing.Ports;

/// <summary>Opens the model that a service's settings name.</summary>
public interface IChatModels
{
    /// <summary>A client of the model, e.g. <c>openai:http://localhost:11434/v1#qwen3</c> or <c>bedrock:MODEL_ID</c>. Its calls throw the exceptions below. A reply that was cut
    /// at the model's limit ends with <see cref="ChatFinishReason.Length"/>.</summary>
    /// <exception cref="ModelNotUsableException">The name means no model.</exception>
    IChatClient Open(string model);
}

/// <summary>The model's server asks us to slow down. Trying again later helps.</summary>
public sealed class ModelThrottledException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The model's server cannot be reached or fails. Trying again may help.</summary>
public sealed class ModelUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The model did not answer in time. Trying again may help.</summary>
public sealed class ModelTimeoutException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The model's server withholds the answer, by a guardrail or a content filter. Trying again does not help.</summary>
public sealed class ModelBlockedException(string message) : Exception(message);

/// <summary>The model is unknown, or its server refuses us. Trying again does not help.</summary>
public sealed class ModelNotUsableException(string message, Exception? inner = null) : Exception(message, inner);
