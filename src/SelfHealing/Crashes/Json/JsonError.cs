using System.Text.Json;
using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Json;

/// <summary>
/// Finds the error in a JSON log record, by what its fields hold and not by which logger wrote it: a text that is a stack trace (under
/// whatever name), lines of one in an array (AWS Lambda), or frames as objects (structlog, Powertools, Lambda for Go). The error's type
/// and message stand beside it.
/// </summary>
static class JsonError
{
    const int MaxDepth = 8;

    static readonly string[] TypeNames =
    [
        "errorType", "exc_type", "exception_name", "exceptionType", "exception_class", "error_class", "errorClass", "type", "class", "name",
        "kind",
    ];
    static readonly string[] MessageNames = ["errorMessage", "exc_value", "exceptionMessage", "value", "message", "msg"];
    static readonly string[] CauseNames = ["cause", "reason", "inner", "innerException", "InnerException"];

    /// <summary>The trace in the record; null when it holds none.</summary>
    /// <param name="record">The record or a part of it.</param>
    /// <param name="readText">Reads the traces of a text.</param>
    public static Trace? Find(JsonElement record, Func<string, Trace?> readText) => Find(record, readText, 0);

    static Trace? Find(JsonElement element, Func<string, Trace?> readText, int depth)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > MaxDepth)
            return null;
        foreach (var property in Candidates(element))
        {
            if (FromStack(element, property, readText) is not { } trace)
                continue;
            return WithCauses(WithNames(trace, element), element, readText, depth);
        }
        foreach (var property in element.EnumerateObject())
        {
            var inner = property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 0
                ? property.Value[0]
                : property.Value;
            if (!CauseNames.Contains(property.Name) && Find(inner, readText, depth + 1) is { } trace)
                return trace;
        }
        return null;
    }

    // Properties whose names speak of a stack come first: a record's message often repeats the first lines of it.
    static IEnumerable<JsonProperty> Candidates(JsonElement element) => element.EnumerateObject()
        .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Array)
        .OrderBy(p => p.Name.Contains("stack", StringComparison.OrdinalIgnoreCase)
            || p.Name.Contains("trace", StringComparison.OrdinalIgnoreCase) || p.Name.StartsWith("exc", StringComparison.OrdinalIgnoreCase)
            ? 0 : 1);

    static Trace? FromStack(JsonElement owner, JsonProperty property, Func<string, Trace?> readText)
    {
        if (property.Value.ValueKind == JsonValueKind.String)
        {
            var text = property.Value.GetString()!;
            return Triggers.Occur(text) ? readText(text) ?? ReadWithHeader(owner, text, readText) : null;
        }
        if (property.Value.GetArrayLength() == 0)
            return null;
        return property.Value[0].ValueKind switch
        {
            JsonValueKind.String => FromLines(owner, property, readText),
            JsonValueKind.Object => JsonFrames.Read(property.Value),
            _ => null,
        };
    }

    static Trace? FromLines(JsonElement owner, JsonProperty property, Func<string, Trace?> readText)
    {
        var lines = property.Value.EnumerateArray().Where(l =>
            l.ValueKind == JsonValueKind.String).Select(l => l.GetString()!.TrimEnd('\n', '\r')).ToList();
        var text = string.Join('\n', lines);
        var plain = readText(text);
        return plain is { Raised.Type: not "" } ? plain : ReadWithHeader(owner, text, readText) ?? plain;
    }

    // The stack alone: put the error's name where its runtime would have printed it.
    static Trace? ReadWithHeader(JsonElement owner, string stack, Func<string, Trace?> readText)
    {
        var type = First(owner, TypeNames);
        if (type is null)
            return null;
        var header = $"{type}: {First(owner, MessageNames)}";
        if (stack.TrimStart().StartsWith("File \"", StringComparison.Ordinal))
            return readText($"[ERROR] {header}\nTraceback (most recent call last):\n{stack}");
        var lines = stack.Split('\n');
        if (lines[0].EndsWith(')') && !lines[0].TrimStart().StartsWith("at ", StringComparison.Ordinal))
            stack = string.Join('\n', lines.Select(l => "\tat " + l));
        return readText($"{header}\n{stack}");
    }

    static Trace WithNames(Trace trace, JsonElement owner)
    {
        var type = Text(owner, "errorType") ?? (trace.Raised.Type.Length == 0 ? First(owner, TypeNames) : null);
        if (type is null)
            return trace;
        var message = Text(owner, "errorMessage") ?? (trace.Raised.Message.Length == 0 ? First(owner, MessageNames) : null);
        return trace with { Raised = trace.Raised with { Type = type, Message = message ?? trace.Raised.Message }, Cut = false };
    }

    static Trace WithCauses(Trace trace, JsonElement owner, Func<string, Trace?> readText, int depth)
    {
        foreach (var name in CauseNames)
        {
            if (owner.TryGetProperty(name, out var cause) && Find(cause, readText, depth + 1) is { } behind)
                return trace with { Causes = [.. trace.Causes, behind.Raised, .. behind.Causes] };
        }
        return trace;
    }

    static string? First(JsonElement owner, string[] names)
    {
        foreach (var name in names)
        {
            if (Text(owner, name) is { } text)
                return text;
        }
        return null;
    }

    static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
