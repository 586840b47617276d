using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Models;

/// <summary>
/// A model behind the one call of OpenAI's chat protocol that servers of models have in common: <c>POST BASE_URL/chat/completions</c>, with texts
/// and without options. Source: OpenAI's API reference, "Create chat completion".
/// </summary>
sealed class OpenAiChatClient(Uri server, string model, string? apiKey, TimeSpan timeout) : IChatClient
{
    // No model answers with more; a server that does is not to fill the memory.
    const int LongestAnswer = 32 * 1024 * 1024;

    // The state machine retries, where it can be seen. A key is not for the server that a redirect names.
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = timeout, MaxResponseContentBufferSize = LongestAnswer };

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options is not null)
            throw new NotSupportedException("Not every server knows each option: none is sent.");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = Question(messages) };
            if (apiKey is { Length: > 0 })
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
            using var answer = await http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? OpenAiReply.Read(body, server) : throw Refusal(answer.StatusCode, body);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelTimeoutException($"The model at {server} did not answer within {timeout.TotalSeconds:0} seconds.", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw Unreachable((problem.InnerException ?? problem).Message, problem);
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Answers are given whole.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => http.Dispose();

    // Some servers want a query in their base address.
    Uri Address => new UriBuilder(server) { Path = $"{server.AbsolutePath.TrimEnd('/')}/chat/completions" }.Uri;

    ByteArrayContent Question(IEnumerable<ChatMessage> messages) => new(JsonBody.Of(json =>
    {
        json.WriteString("model", model);
        json.WriteStartArray("messages");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role.Value);
            json.WriteString("content", message.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };

    Exception Refusal(HttpStatusCode status, byte[] body) => (int)status switch
    {
        429 => new ModelThrottledException($"The model at {server} asks to slow down (429)."),
        401 or 403 => new ModelNotUsableException($"The model at {server} refuses the key ({(int)status}). Set SELFHEAL_MODEL_KEY."),
        408 or >= 500 => Unreachable($"{(int)status} {OpenAiReply.Complaint(body)}", inner: null),
        >= 400 => new ModelNotUsableException($"The model at {server} refuses the request ({(int)status}): {OpenAiReply.Complaint(body)}"),
        _ => new ModelNotUsableException($"The server at {server} answers with {(int)status} and no reply. Is its address right?"),
    };

    ModelUnreachableException Unreachable(string why, Exception? inner) => new($"The model at {server} cannot be reached: {PlainText.OneLine(why, 300)}", inner);
}
