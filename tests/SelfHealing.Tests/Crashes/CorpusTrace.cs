using System.Text.Json.Nodes;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

/// <summary>A real trace with its labels, from Data/traces.jsonl.</summary>
public sealed record CorpusTrace(string Id, string Language, string Raw, JsonNode Expected)
{
    public static IReadOnlyList<CorpusTrace> All { get; } = File.ReadLines(DataPath("traces.jsonl"))
        .Select(line => JsonNode.Parse(line)!)
        .Select(row => new CorpusTrace((string)row["id"]!, Name((string)row["language"]!), (string)row["raw"]!, row["expected"]!))
        .ToList();

    public string ExceptionType => (string?)Expected["exceptionType"] ?? "";

    public string Message => (string?)Expected["message"] ?? "";

    public string? Culprit => Describe(Expected["innermostAppFrame"]);

    /// <summary>The frames as labelled, outermost first, in-app frames marked with a star.</summary>
    public IEnumerable<string> Frames
    {
        get
        {
            var frames = Expected["frames"]!.AsArray().Select(f => $"{Describe(f)}{((bool)f!["inApp"]! ? " *" : "")}");
            return (string?)Expected["frameOrder"] == "innermost-first" ? frames.Reverse() : frames;
        }
    }

    public static string DataPath(string file) => Path.Combine(AppContext.BaseDirectory, "Crashes", "Data", file);

    public static string? Describe(StackFrame? frame) => frame is null ? null : $"{frame.File}:{frame.Line}:{frame.Function}";

    public LogReading Read() => CrashReader.Read([new LogEvent(Id, null, Raw)]);

    public LogReading ReadLineByLine() => CrashReader.Read(Raw.Split('\n').Select(line => new LogEvent(Id, null, line)));

    static string? Describe(JsonNode? frame) => frame is null ? null : $"{(string?)frame["file"]}:{(int?)frame["line"]}:{(string?)frame["function"]}";

    static string Name(string language) => language switch { "node" => "javascript", "dotnet" => "csharp", _ => language };
}
