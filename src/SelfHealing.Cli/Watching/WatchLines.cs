using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Watching;

/// <summary>A watch as lines for people.</summary>
sealed class PlainWatch(TextWriter output) : IWatchView
{
    public Task ShowAsync(Func<Task> watch) => watch();

    public void Tell(string text, JsonObject document) => output.WriteLine(PlainText.OneLine(text));

    public void Refresh(WatchCounts counts)
    {
        // Nobody wants a line a second in a log.
    }

    public void End(WatchCounts counts) => output.WriteLine($"Watched: {counts}.");
}

/// <summary>A watch as JSON, a line for each event; people's lines go elsewhere.</summary>
sealed class JsonWatch(TextWriter output) : IWatchView
{
    static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task ShowAsync(Func<Task> watch) => watch();

    public void Tell(string text, JsonObject document) => Write(document);

    public void Refresh(WatchCounts counts)
    {
        // The summary has them.
    }

    public void End(WatchCounts counts) => Write(counts.ToJson());

    void Write(JsonObject document)
    {
        output.WriteLine(Output.JsonPrinting.WithoutHidden(document.ToJsonString(Line)));
        output.Flush();
    }
}
