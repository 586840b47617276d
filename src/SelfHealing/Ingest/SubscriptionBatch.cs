using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelfHealing.Ingest;

/// <summary>Log events of one stream, as a CloudWatch Logs subscription hands them to a function.</summary>
/// <param name="MessageType"><c>DATA_MESSAGE</c>, or <c>CONTROL_MESSAGE</c> when CloudWatch only tests whether the function can be reached.</param>
/// <param name="LogGroup">The log group.</param>
/// <param name="LogStream">The log stream.</param>
/// <param name="LogEvents">The events.</param>
sealed record SubscriptionBatch(string MessageType, string LogGroup, string LogStream, IReadOnlyList<SubscribedEvent> LogEvents)
{
    // An asynchronous invocation carries 1 MB; log text shrinks to a twentieth, hardly ever to less.
    const int LargestText = 64 * 1024 * 1024;

    public bool IsControl => MessageType == "CONTROL_MESSAGE";

    /// <summary>Unpacks <c>{"awslogs": {"data": "BASE64 OF GZIP OF JSON"}}</c>.</summary>
    /// <exception cref="CorruptPayloadException">It is not of that form, or unpacks to more than 64 MiB.</exception>
    public static SubscriptionBatch Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize(payload, IngestJson.Default.SubscriptionEnvelope) ?? throw new CorruptPayloadException("it is null");
            return JsonSerializer.Deserialize(Unzip(envelope.Awslogs.Data), IngestJson.Default.SubscriptionBatch)
                ?? throw new CorruptPayloadException("its data is null");
        }
        catch (Exception problem) when (problem is JsonException or InvalidDataException)
        {
            throw new CorruptPayloadException(problem.Message, problem);
        }
    }

    static ReadOnlySpan<byte> Unzip(byte[] data)
    {
        using var unzipped = new MemoryStream();
        using var zip = new GZipStream(new MemoryStream(data, writable: false), CompressionMode.Decompress);
        var buffer = new byte[81920];
        for (int count; (count = zip.Read(buffer)) > 0;)
        {
            if (unzipped.Length + count > LargestText)
                throw new CorruptPayloadException($"its data unpacks to more than {LargestText / 1024 / 1024} MiB");
            unzipped.Write(buffer, 0, count);
        }
        return unzipped.GetBuffer().AsSpan(0, (int)unzipped.Length);
    }
}

/// <summary>One log event of a batch.</summary>
/// <param name="Timestamp">Milliseconds since 1970, UTC.</param>
/// <param name="Message">The text.</param>
sealed record SubscribedEvent(long Timestamp, string Message);

/// <summary>What the function is invoked with.</summary>
/// <param name="Awslogs">The packed batch.</param>
sealed record SubscriptionEnvelope(PackedBatch Awslogs);

/// <summary>A packed batch.</summary>
/// <param name="Data">Gzip of JSON.</param>
sealed record PackedBatch(byte[] Data);

/// <summary>An invocation's payload is no batch of log events. Permanent: the payload belongs into the dead-letter queue, whole.</summary>
public sealed class CorruptPayloadException(string problem, Exception? inner = null)
    : Exception($"The payload is no CloudWatch Logs subscription event: {problem}.", inner);

/// <summary>The JSON of a subscription.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SubscriptionEnvelope))]
[JsonSerializable(typeof(SubscriptionBatch))]
sealed partial class IngestJson : JsonSerializerContext;
