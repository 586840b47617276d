using System.Text.Json;

namespace SelfHealing.Crashes.Json;

/// <summary>Reads frames that are written as objects.</summary>
static class JsonFrames
{
    static readonly string[] FileNames = ["filename", "file", "path", "fileName", "abs_path", "source"];
    static readonly string[] LineNames = ["lineno", "line", "lineNumber", "line_number"];
    static readonly string[] FunctionNames = ["name", "function", "method", "label", "methodName", "func"];
    static readonly string[] SourceNames = ["line", "statement", "context_line", "code"];

    /// <summary>The trace of an array of frames, or of an array of exceptions that have frames; null when it is neither.</summary>
    public static Trace? Read(JsonElement array)
    {
        if (array[0].TryGetProperty("frames", out var inner) && inner.ValueKind == JsonValueKind.Array && inner.GetArrayLength() > 0)
            return ReadExceptions(array);
        var frames = Frames(array);
        return frames is null ? null : Build(new RaisedException("", "", frames), []);
    }

    // structlog's dict_tracebacks: the exception that was raised last comes first, what is behind it follows.
    static Trace? ReadExceptions(JsonElement array)
    {
        var exceptions = new List<RaisedException>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("frames", out var inner)
                || inner.ValueKind != JsonValueKind.Array || Frames(inner) is not { } frames)
                continue;
            var raisedFrom = item.TryGetProperty("is_cause", out var isCause) && isCause.ValueKind == JsonValueKind.True;
            exceptions.Add(new RaisedException(
                Text(item, "exc_type") ?? Text(item, "type") ?? "",
                Text(item, "exc_value") ?? Text(item, "value") ?? "",
                frames,
                raisedFrom ? CauseRelation.RaisedFrom : CauseRelation.RaisedWhileHandling));
        }
        return exceptions.Count == 0 ? null : Build(exceptions[0], exceptions[1..]);
    }

    static List<StackFrame>? Frames(JsonElement array)
    {
        var frames = new List<StackFrame>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                return null;
            var file = First(item, FileNames);
            var line = LineNames.Select(n => Number(item, n)).FirstOrDefault(n => n is not null);
            if (file is null || line is null)
                return null;
            var source = First(item, SourceNames)?.Trim();
            var frame = new StackFrame(file, line, First(item, FunctionNames), InApp: false);
            frames.Add(string.IsNullOrEmpty(source) ? frame : frame with { SourceLine = source });
        }
        return frames.Count == 0 ? null : frames;
    }

    static Trace? Build(RaisedException raised, IReadOnlyList<RaisedException> causes)
    {
        var language = raised.Frames.Select(f => LanguageOf(f.File!)).FirstOrDefault(l => l is not null);
        // Only Python's loggers print the outermost call first.
        return language switch
        {
            null => null,
            "python" => new Trace(language, raised, causes),
            _ => new Trace(language, raised with { Frames = raised.Frames.Reverse().ToList() }, causes),
        };
    }

    static string? LanguageOf(string file) => Path.GetExtension(file) switch
    {
        ".py" => "python",
        ".js" or ".mjs" or ".cjs" or ".ts" or ".tsx" or ".jsx" => "javascript",
        ".java" or ".kt" => "java",
        ".cs" => "csharp",
        ".go" => "go",
        ".rb" => "ruby",
        _ => null,
    };

    static string? First(JsonElement item, string[] names) => names.Select(n => Text(item, n)).FirstOrDefault(t => t is not null);

    static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static int? Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;
}
