using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps;
using Spectre.Console;

namespace SelfHealing.Cli.Output;

/// <summary>Prints what each state did, as it happens: a line a state.</summary>
sealed class Progress(IAnsiConsole console) : IExecutionObserver
{
    public void OnEvent(HistoryEvent added)
    {
        if (added.State is null || (added.Type != "TaskStateExited" && added.State != "NextAlternative"))
            return;
        var data = added.Details["output"];
        if (data is JsonValue text && text.TryGetValue(out string? json))
            data = JsonNode.Parse(json);
        if (StateLines.Of(added.State, data) is { Length: > 0 } line)
            Line(added.State, line);
    }

    public void OnRetry(string stateName, string? error, int attempt, TimeSpan delay) =>
        Line(stateName, $"{error}: trying again in {delay.TotalSeconds:0.#} s (retry {attempt})", "yellow");

    public void Line(string state, string text, string style = "default") =>
        console.MarkupLine($"  [grey]{Markup.Escape(state),-18}[/][{style}]{Markup.Escape(PlainText.OneLine(text))}[/]");
}
