using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using SelfHealing.Crashes;

namespace SelfHealing.Benchmarks;

/// <summary>Unpacks CloudWatch Logs subscription payloads, one after the other, into the same buffers.</summary>
sealed class Payload
{
    byte[] packed = [];
    byte[] text = [];

    /// <summary>The size of the last payload's JSON in bytes.</summary>
    public int Size { get; private set; }

    /// <summary>The events, made as they are asked for: only what is being read is in memory as text.</summary>
    public IEnumerable<LogEvent> Events(byte[] payload)
    {
        Unpack(payload);
        var (stream, position) = ("", 0);
        JsonReaderState state = default;
        while (TryNext(ref state, ref position, ref stream) is { } logEvent)
            yield return logEvent;
    }

    public void Unpack(byte[] payload)
    {
        Grow(ref packed, Base64.GetMaxDecodedFromUtf8Length(payload.Length));
        Base64.DecodeFromUtf8(payload, packed, out _, out var length);
        // gzip ends with the size of what is packed.
        Size = BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(length - 4, 4));
        Grow(ref text, Size);
        using var gzip = new GZipStream(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
        gzip.ReadExactly(text, 0, Size);
    }

    LogEvent? TryNext(ref JsonReaderState state, ref int position, ref string stream)
    {
        var reader = new Utf8JsonReader(text.AsSpan(position, Size - position), isFinalBlock: true, state);
        var message = "";
        DateTimeOffset time = default;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2)
            {
                (position, state) = (position + (int)reader.BytesConsumed, reader.CurrentState);
                return new LogEvent(stream, time, message);
            }
            if (reader.TokenType != JsonTokenType.PropertyName || reader.ValueSpan.Length < "message".Length)
                continue;
            if (reader.ValueTextEquals("message"u8) && reader.Read())
                message = reader.GetString()!;
            else if (reader.ValueTextEquals("timestamp"u8) && reader.Read())
                time = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
            else if (reader.ValueTextEquals("logStream"u8) && reader.Read())
                stream = reader.GetString()!;
        }
        return null;
    }

    static void Grow(ref byte[] buffer, int size)
    {
        if (buffer.Length < size)
            buffer = new byte[size];
    }
}
