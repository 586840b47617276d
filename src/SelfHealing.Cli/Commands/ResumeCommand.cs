using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal resume</c>: goes on with runs whose process was killed, from where they were stored last.</summary>
static class ResumeCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var id = new Argument<string?>("ID") { Description = "The run, as `selfheal runs` lists it. Default: every interrupted run.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print one JSON document with every state's result on standard output." };
        var command = new Command("resume", "Go on with runs that were interrupted: as they were started, from the step they were in.") { id, json };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetValue(id), parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, string? id, bool json, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation);
        string[] runs = id is null ? [.. (await host.ListInterruptedAsync(crash: null, cancellation)).Select(run => run.Execution.Name)] : [id];
        if (runs.Length == 0)
            people.Line("No run is interrupted. `selfheal runs` lists them all.");
        var snapshots = new List<Snapshot>();
        var front = new RunInFront(host, people, surroundings);
        foreach (var run in runs)
        {
            people.Heading($"Run {run}");
            snapshots.Add(await front.GoAsync(() => host.ResumeAsync(run, cancellation), auto: false, cancellation));
        }
        var exitCode = Outcome.Of(snapshots.Select(snapshot => RunStatus.ExitCodeOf(RunStatus.Of(snapshot))));
        if (json)
            await RunDocument.PrintAsync(surroundings.Output, host, snapshots, exitCode, cancellation);
        return (int)exitCode;
    }
}
