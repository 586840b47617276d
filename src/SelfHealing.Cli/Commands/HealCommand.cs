using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.Output.Sarif;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal heal</c>: every distinct crash of a log, from its trace to a branch with the fix.</summary>
static class HealCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var log = new Option<string>("--log") { Description = "The log file to read; - for standard input.", Required = true, HelpName = "FILE" };
        var options = new HealOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON document with every state's result on standard output." };
        var sarif = new Option<string?>("--sarif") { Description = "Write the root causes as SARIF 2.1.0, for code scanning.", HelpName = "FILE" };
        var command = new Command("heal", "Heal the crashes of a log: find the cause, make a fix, ask, commit it on a branch.") { log, json, sarif };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings, options.Read(parsed), parsed.GetRequiredValue(log), parsed.GetValue(json), parsed.GetValue(sarif), cancellation));
        return command;
    }

    static async Task<int> RunAsync(
        Surroundings surroundings, HealRequest request, string logFile, bool json, string? sarif, CancellationToken cancellation)
    {
        if (sarif is not null)
            SarifLog.CheckFolder(sarif);
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(
            LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation,
            ports => ports with { Models = request.Models(ports.Models) });
        var service = await request.ServiceAsync(host, cancellation);

        var log = LogFile.Read(logFile, surroundings.Input).Redacted(surroundings.Redactor);
        people.ReadLog(log);
        var interrupted = new InterruptedRuns(host, people);
        // All are stored before the first one begins, so that no crash is lost with the process.
        var runs = new List<(LogFinding Found, Func<Task<Snapshot>> Go)>();
        foreach (var found in log.Findings)
            runs.Add((found, await interrupted.TakeOverAsync(found.RunInput(service, request.Auto), cancellation)));
        await interrupted.SayWhatIsLeftAsync(cancellation);

        var snapshots = new List<Snapshot>();
        var front = new RunInFront(host, people, surroundings);
        foreach (var (found, go) in runs)
        {
            people.Heading(found.Title);
            snapshots.Add(await front.GoAsync(go, request.Auto, cancellation));
        }

        var exitCode = Outcome.Of(snapshots.Select(snapshot => RunStatus.ExitCodeOf(RunStatus.Of(snapshot))));
        if (json)
            await RunDocument.PrintAsync(surroundings.Output, host, snapshots, exitCode, cancellation);
        if (sarif is not null)
        {
            var document = await SarifLog.OfAsync(snapshots, exitCode, host.Artifacts, surroundings.Redactor, cancellation);
            await File.WriteAllTextAsync(sarif, JsonPrinting.Text(document) + "\n", cancellation);
        }
        return (int)exitCode;
    }
}
