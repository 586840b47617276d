using System.Text.Json;

namespace SelfHealing.Lambda.Host;

/// <summary>Reads single fields of events and responses, which may have any shape.</summary>
static class EventFields
{
    /// <summary>The document; null when it is no JSON.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonElement.Parse(json.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text at a path; null where there is none.</summary>
    public static string? Text(this JsonElement? from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The number at a path; null where there is none.</summary>
    public static double? Number(this JsonElement? from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>The time at a path; null where there is none.</summary>
    public static DateTimeOffset? Time(this JsonElement? from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var time) ? time : null;

    /// <summary>What is at a path; null where nothing is.</summary>
    public static JsonElement? At(this JsonElement? from, params ReadOnlySpan<string> path)
    {
        var element = from;
        foreach (var name in path)
            element = element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;
        return element;
    }
}
