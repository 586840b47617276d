using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Models;

/// <summary>Any server that speaks OpenAI's chat protocol: <c>openai:BASE_URL#NAME</c>.</summary>
/// <param name="apiKey">The key to send; null for servers that want none.</param>
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
        var options = new OpenAIClientOptions
        {
            Endpoint = server,
            NetworkTimeout = timeout,
            // The state machine retries, where it can be seen.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        // The client insists on a key; a server without one ignores it.
        return new NamedErrors(new ChatClient(name, new ApiKeyCredential(apiKey ?? "none"), options).AsIChatClient(), server, timeout);
    }

    sealed class NamedErrors(IChatClient inner, Uri server, TimeSpan timeout) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ModelTimeoutException($"The model at {server} did not answer within {timeout.TotalSeconds:0} seconds.", problem);
            }
            catch (ClientResultException problem)
            {
                throw Explain(problem);
            }
            catch (Exception problem) when (problem is HttpRequestException or IOException)
            {
                throw Unreachable(problem);
            }
            catch (Exception problem) when (problem is System.Text.Json.JsonException or FormatException or InvalidOperationException
                or KeyNotFoundException or ArgumentException or NotSupportedException)
            {
                // What the client's parser makes of a reply that is not of the protocol.
                throw new ModelNotUsableException($"The server at {server} does not answer as OpenAI's chat protocol says: {problem.Message}", problem);
            }
        }

        Exception Explain(ClientResultException problem) => problem.Status switch
        {
            429 => new ModelThrottledException($"The model at {server} asks to slow down (429).", problem),
            401 or 403 => new ModelNotUsableException(
                $"The model at {server} refuses the key ({problem.Status}). Set SELFHEAL_MODEL_KEY.", problem),
            >= 400 and < 500 => new ModelNotUsableException(
                $"The model at {server} refuses the request ({problem.Status}): {Steps.PlainText.OneLine(problem.Message, 300)}", problem),
            _ => Unreachable(problem),
        };

        ModelUnreachableException Unreachable(Exception problem) => new(
            $"The model at {server} cannot be reached: {Steps.PlainText.OneLine((problem.InnerException ?? problem).Message, 300)}", problem);
    }
}
