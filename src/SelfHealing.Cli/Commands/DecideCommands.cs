using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal approve ID</c> and <c>selfheal reject ID</c>: the decision that a run waits for.</summary>
static class DecideCommands
{
    public static Command CreateApprove(Surroundings surroundings)
    {
        var reason = new Option<string>("--reason") { Description = "A word to the reviewers.", DefaultValueFactory = _ => "" };
        return Create(surroundings, "approve", "Approve the fix of a waiting run: it is committed on a branch.", reason, Decision.Approve);
    }

    public static Command CreateReject(Surroundings surroundings)
    {
        var reason = new Option<string>("--reason") { Description = "Why not. It is kept with the issue.", Required = true };
        return Create(surroundings, "reject", "Reject the fix of a waiting run: the crash stays quiet.", reason, Decision.Reject);
    }

    static Command Create(
        Surroundings surroundings, string name, string description, Option<string> reason, Func<string, Surroundings, Approval> decide)
    {
        var id = new Argument<string>("ID") { Description = "The run, as `selfheal runs` lists it." };
        var json = new Option<bool>("--json") { Description = "Print the run as a JSON document on standard output." };
        var command = new Command(name, description) { id, reason, json };
        command.SetAction((parsed, cancellation) =>
        {
            var decision = decide(parsed.GetValue(reason) ?? "", surroundings);
            return RunAsync(surroundings, parsed.GetRequiredValue(id), decision, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, string id, Approval decision, bool json, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation);
        var snapshot = await host.DecideAsync(id, decision, cancellation);
        await people.EndAsync(snapshot, host, cancellation);
        if (json)
        {
            var document = await RunDocument.OfAsync(snapshot, host.Artifacts, cancellation);
            await surroundings.Output.WriteLineAsync(JsonPrinting.Text(document).AsMemory(), cancellation);
        }
        return (int)RunStatus.ExitCodeOf(RunStatus.Of(snapshot));
    }
}
