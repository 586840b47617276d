using System.Text.Json.Nodes;
using SelfHealing.Steps;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SelfHealing.Cli.Watching;

/// <summary>A watch on a terminal: the counts, and the last things that happened, in one place that is drawn again.</summary>
sealed class LiveWatch(IAnsiConsole console, string title) : IWatchView
{
    const int Shown = 8;

    // Whoever reads a file tells of it in between.
    readonly Lock gate = new();
    readonly Queue<string> events = new();
    LiveDisplayContext? display;
    IReadOnlyList<(string Name, string Value)> rows = [.. new WatchCounts().Table];

    public async Task ShowAsync(Func<Task> watch)
    {
        await console.Live(Picture()).StartAsync(async context =>
        {
            display = context;
            await watch();
        });
        display = null;
    }

    public void Tell(string text, JsonObject document)
    {
        lock (gate)
        {
            events.Enqueue(PlainText.OneLine(text, 160));
            if (events.Count > Shown)
                events.Dequeue();
            display?.UpdateTarget(Picture());
        }
    }

    public void Refresh(WatchCounts counts)
    {
        lock (gate)
        {
            rows = [.. counts.Table];
            display?.UpdateTarget(Picture());
        }
    }

    public void End(WatchCounts counts) => console.WriteLine($"Watched: {counts}.");

    Rows Picture()
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(title)) };
        table.AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
        foreach (var (name, value) in rows)
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        return new Rows([table, .. events.Select(line => (IRenderable)new Text(line)), new Text("Ctrl-C stops.", new Style(Color.Grey))]);
    }
}
