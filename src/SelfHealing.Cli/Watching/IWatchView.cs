using System.Text.Json.Nodes;

namespace SelfHealing.Cli.Watching;

/// <summary>Where a watch is seen: on a terminal, as lines, or as JSON lines.</summary>
interface IWatchView
{
    /// <summary>Shows the watch while it goes on.</summary>
    Task ShowAsync(Func<Task> watch);

    /// <summary>Something happened.</summary>
    /// <param name="text">For people.</param>
    /// <param name="document">For machines.</param>
    void Tell(string text, JsonObject document);

    /// <summary>The counts have changed; called at most once a second.</summary>
    void Refresh(WatchCounts counts);

    /// <summary>The watch is over.</summary>
    void End(WatchCounts counts);
}
