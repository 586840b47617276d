using System.Buffers;
using System.Text.Json;

namespace SelfHealing.Adapters;

/// <summary>The body of a call that is a JSON object.</summary>
static class JsonBody
{
    /// <summary>The object, in UTF-8.</summary>
    /// <param name="members">Writes what is in it.</param>
    public static byte[] Of(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
