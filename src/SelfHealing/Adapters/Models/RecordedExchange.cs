using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Adapters.Models;

/// <summary>One question to a model and its answer, as a file.</summary>
/// <param name="Model">The model that was asked.</param>
/// <param name="Prompt">The hash of the messages, by which the answer is found again.</param>
/// <param name="Messages">What was sent.</param>
/// <param name="Reply">What was answered.</param>
/// <param name="InputTokens">As the server reported them; null when it did not.</param>
/// <param name="OutputTokens">As the server reported them; null when it did not.</param>
public sealed record RecordedExchange(
    string Model, string Prompt, IReadOnlyList<PromptMessage> Messages, string Reply, long? InputTokens, long? OutputTokens)
{
    // Quotes and letters stay readable, and the file does not depend on the machine.
    static readonly RecordedExchangeJson Json = new(new JsonSerializerOptions(RecordedExchangeJson.Default.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The exchange with a model.</summary>
    public static RecordedExchange Of(string model, IReadOnlyList<ChatMessage> messages, ChatResponse response) => new(
        model, HashOf(messages), PromptMessage.Of(messages), response.Text, response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount);

    /// <summary>The answer, as a model gives it.</summary>
    public ChatResponse Response => new(new ChatMessage(ChatRole.Assistant, Reply))
    {
        Usage = InputTokens is null && OutputTokens is null ? null : new UsageDetails { InputTokenCount = InputTokens, OutputTokenCount = OutputTokens },
    };

    /// <summary>The SHA-256 of the roles and texts, in hexadecimal digits. The model is no part of it.</summary>
    public static string HashOf(IReadOnlyList<ChatMessage> messages) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(messages.Select(message => $"{message.Role}\0{message.Text}\0")))));

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.RecordedExchange) + "\n";

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="JsonException">It is no exchange.</exception>
    public static RecordedExchange FromJson(string json) =>
        JsonSerializer.Deserialize(json, Json.RecordedExchange) ?? throw new JsonException("The file holds null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordedExchange))]
sealed partial class RecordedExchangeJson : JsonSerializerContext;
