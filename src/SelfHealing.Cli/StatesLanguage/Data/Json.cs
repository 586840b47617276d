using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// Reading, writing and copying of the JSON values that flow between states. Values are never changed in place:
/// whoever puts one into another clones it first.
/// </summary>
static class Json
{
    /// <summary>Values nested deeper than this are refused, so that no recursive walk can exhaust the stack.</summary>
    public const int MaxDepth = 128;

    static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = MaxDepth };

    // A template or a function may wrap a value of the greatest depth a few times before its size is checked.
    const int WriteDepth = MaxDepth + 128;

    /// <summary>Reads JSON text; of members with the same name the last one wins.</summary>
    /// <exception cref="JsonException">The text is no JSON, or is nested too deeply.</exception>
    public static JsonNode? Parse(string text)
    {
        using var document = JsonDocument.Parse(text, ReadOptions);
        return FromElement(document.RootElement.Clone());
    }

    /// <summary>
    /// A value from outside as a value of this interpreter. Nodes that were parsed elsewhere may hold members of the same name,
    /// and complain about them only when they are read.
    /// </summary>
    public static JsonNode? Adopt(JsonNode? node) => Parse(Write(node));

    /// <summary>Compact JSON text; letters outside ASCII stand as they are.</summary>
    public static string Write(JsonNode? node) => Encoding.UTF8.GetString(WriteUtf8(node, WriteDepth).WrittenSpan);

    /// <summary>The size in bytes of the compact text; null if the value is nested too deeply to be written.</summary>
    public static int? Measure(JsonNode? node)
    {
        try
        {
            return WriteUtf8(node, MaxDepth).WrittenCount;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    public static bool TryString(JsonNode? node, out string text)
    {
        text = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";
        return node?.GetValueKind() == JsonValueKind.String;
    }

    public static bool TryBoolean(JsonNode? node, out bool value)
    {
        value = node?.GetValueKind() == JsonValueKind.True;
        return value || node?.GetValueKind() == JsonValueKind.False;
    }

    public static bool TryDouble(JsonNode? node, out double value)
    {
        value = 0;
        return IsNumber(node) && double.TryParse(Write(node), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryLong(JsonNode? node, out long value)
    {
        value = 0;
        return IsNumber(node) && long.TryParse(Write(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Strings as they are, everything else as JSON text: how AWS prints values in messages and in States.Format.</summary>
    public static string Display(JsonNode? node) => TryString(node, out var text) ? text : Write(node);

    static ArrayBufferWriter<byte> WriteUtf8(JsonNode? node, int maxDepth)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = maxDepth });
        if (node is null)
            writer.WriteNullValue();
        else
            node.WriteTo(writer);
        writer.Flush();
        return buffer;
    }

    static JsonNode? FromElement(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Array:
                var array = new JsonArray();
                foreach (var item in element.EnumerateArray())
                    array.Add(FromElement(item));
                return array;
            case JsonValueKind.Object:
                var result = new JsonObject();
                foreach (var property in element.EnumerateObject())
                    result[property.Name] = FromElement(property.Value);
                return result;
            default:
                return JsonValue.Create(element);
        }
    }
}
