using System.Text.Json.Nodes;
using SelfHealing.Steps;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SelfHealing.Cli.Watching;

/// <summary>A watch on a terminal: the counts, and the last things that happened, in one place that is drawn again.</summary>
sealed class LiveWatch(IAnsiConsole console, string title) : IWatchView
{
    const int Shown = 8;

    readonly Queue<string> events = new();
    LiveDisplayContext? display;
    WatchCounts last = new();

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
        events.Enqueue(PlainText.OneLine(text, 160));
        if (events.Count > Shown)
            events.Dequeue();
        Refresh(last);
    }

    public void Refresh(WatchCounts counts)
    {
        last = counts;
        display?.UpdateTarget(Picture());
    }

    public void End(WatchCounts counts) => console.WriteLine($"Watched: {counts}.");

    Rows Picture()
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(title)) };
        table.AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
        foreach (var (name, value) in last.Table)
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        return new Rows([table, .. events.Select(line => (IRenderable)new Text(line)), new Text("Ctrl-C stops.", new Style(Color.Grey))]);
    }
}
