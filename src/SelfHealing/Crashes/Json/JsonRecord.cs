using System.Text.Json;

namespace SelfHealing.Crashes.Json;

/// <summary>A log record written as JSON, alone on its line or behind other text.</summary>
static class JsonRecord
{
    const int MaxLength = 2 * 1024 * 1024;

    static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true };

    // What holds the text of a record, whatever wrote it: Docker, journald, Google Cloud, GELF, application loggers, go test -json.
    static readonly string[] TextNames =
    [
        "log", "MESSAGE", "textPayload", "full_message", "message", "msg", "Message", "@m", "event", "short_message", "Output",
    ];

    /// <summary>Where the record begins in the line; -1 when it holds none.</summary>
    public static int Start(ReadOnlySpan<char> line)
    {
        var start = line.IndexOf('{');
        if (start < 0 || line.Length - start < 4 || line.Length > MaxLength || line.TrimEnd()[^1] != '}')
            return -1;
        return line[(start + 1)..].TrimStart() is ['"', ..] ? start : -1;
    }

    /// <summary>Parses the record; null when it is no JSON. Dispose of it.</summary>
    public static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of the record; null when it has none.</summary>
    public static string? Text(JsonElement record)
    {
        foreach (var name in TextNames)
        {
            if (record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }
        return null;
    }
}
