using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal show ID</c>: one run, state by state.</summary>
static class ShowCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var id = new Argument<string>("ID") { Description = "The run, as `selfheal runs` lists it." };
        var json = new Option<bool>("--json") { Description = "Print the run as a JSON document." };
        var command = new Command("show", "Show a run: every state, the root cause, the diff and the pull request's text.") { id, json };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetRequiredValue(id), parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, string id, bool json, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation);
        var snapshot = await host.Runs.FindAsync(id, cancellation);
        if (json)
        {
            var document = await RunDocument.OfAsync(snapshot, host.Artifacts, cancellation);
            await surroundings.Output.WriteLineAsync(JsonPrinting.Text(document).AsMemory(), cancellation);
            return 0;
        }
        foreach (var added in await host.Runs.HistoryAsync(id, cancellation))
            people.Progress.OnEvent(added);
        var data = RunStatus.DataOf(snapshot);
        if (await RunDocument.PullRequestTextAsync(data, host.Artifacts, cancellation) is { } text)
            people.Line($"\n{text}");
        else
            await people.PrintFixAsync(data, host, cancellation);
        await people.EndAsync(snapshot, host, cancellation);
        return 0;
    }
}
