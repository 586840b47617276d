using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Crashes;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary>What a run is started for.</summary>
/// <param name="Source">The log.</param>
/// <param name="Title">The crash in a line.</param>
/// <param name="Text">The log text that tells of it.</param>
/// <param name="Fingerprint">Which crash of the text is meant; null for a failure without a trace.</param>
sealed record LogFinding(string Source, string Title, string Text, string? Fingerprint)
{
    public static LogFinding Of(Crash crash) => new(crash.Source, $"{crash.ExceptionType}: {crash.Message}", crash.Text ?? "", crash.Fingerprint);

    /// <summary>A failure that left only a line.</summary>
    public static LogFinding Of(string source, string line) => new(source, line, line, Fingerprint: null);

    /// <summary>The state machine's input.</summary>
    /// <param name="service">The service.</param>
    /// <param name="auto">True when nobody is asked, not even by the process that goes on with the run.</param>
    public JsonObject RunInput(ServiceSettings service, bool auto)
    {
        var input = new JsonObject
        {
            ["service"] = JsonSerializer.SerializeToNode(service, StepJson.Default.ServiceSettings),
            ["source"] = Source,
            ["log"] = Text,
            ["fingerprint"] = Fingerprint,
        };
        if (auto)
            input["approve"] = "auto";
        return input;
    }
}
