using System.CommandLine;
using System.Text.Json;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal runs</c>: the runs of this machine.</summary>
static class RunsCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON line per run." };
        var command = new Command("runs", "List the runs, newest first.") { json };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, bool json, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation);
        var runs = await host.Runs.ListAsync(cancellation);
        foreach (var run in runs)
        {
            if (json)
                await surroundings.Output.WriteLineAsync(JsonSerializer.Serialize(run, HostJson.Default.Run).AsMemory(), cancellation);
            else
                people.Line($"{run.Id}  {run.Started:yyyy-MM-dd HH:mm}  {run.Status,-13}  {run.Crash}  ({run.Repository})");
        }
        if (runs.Count == 0)
            people.Line("There are no runs yet. `selfheal heal --log FILE --repo REPO` starts one.");
        return 0;
    }
}
