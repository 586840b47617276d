using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Outcomes;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal stats</c>: what it has been good for so far.</summary>
static class StatsCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Print the numbers as one JSON line." };
        var command = new Command("stats", "Count crashes, pull requests and costs. Run `selfheal outcomes` first.") { json };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, bool json, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation);
        var issues = await host.Issues.ListAsync(status: null, cancellation);
        var runs = new List<RunResult>();
        foreach (var run in await host.Runs.ListAsync(cancellation))
            runs.Add(RunStatus.ResultOf(await host.Runs.FindAsync(run.Id, cancellation)));
        var statistics = Statistics.Of(issues, runs);
        if (json)
            await surroundings.Output.WriteLineAsync(JsonSerializer.Serialize(statistics, HostJson.Default.Statistics).AsMemory(), cancellation);
        else
            people.Line(Table(statistics));
        return 0;
    }

    static string Table(Statistics numbers) => string.Create(CultureInfo.InvariantCulture, $"""
        crashes seen            {numbers.Crashes}, of {numbers.Bugs} {(numbers.Bugs == 1 ? "bug" : "bugs")}
        deduplicated            {numbers.Deduplicated}
        suppressed              {numbers.Suppressed}
        pull requests           {numbers.PullRequests}: {numbers.Open} open, {numbers.Merged} merged, {numbers.Closed} closed
        changed before merging  {numbers.ChangedBeforeMerge}
        merge rate              {(numbers.MergeRate is { } rate ? $"{rate * 100:0} %" : "-")}
        median time to merge    {(numbers.MedianHoursToMerge is { } hours ? $"{hours:0.0} hours" : "-")}
        cost                    {(numbers.Cost is { } cost ? $"{cost:0.00} USD" : "not known")}
        cost per merged fix     {(numbers.CostPerMergedFix is { } each ? $"{each:0.00} USD" : "-")}
        """);
}
