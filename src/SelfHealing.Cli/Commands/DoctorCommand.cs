using System.CommandLine;
using SelfHealing.Cli.Checks;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal doctor</c>: what is missing, on this machine and on AWS.</summary>
static class DoctorCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var repository = new Option<string?>("--repo") { Description = "Look also whether this repository can be fetched, and pushed to when it is a URL.", HelpName = "REPO" };
        var model = new Option<string?>("--model") { Description = "Look also whether this model answers.", HelpName = "MODEL" };
        var aws = new AwsOptions();
        var isAws = new Option<bool>("--aws") { Description = "Look also at the deployment on AWS. So do --prefix and --table." };
        var table = new Option<string?>("--table") { Description = "The table of issues, where the stack cannot be read. Default: the IssuesTable of its outputs.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Print one JSON line per check: check, verdict (ok, note, missing), says." };
        var command = new Command(
            "doctor",
            "Look what is missing, line by line: ok, note (works without) or missing, with what to do. Changes nothing.") { repository, model, isAws, table, json, aws.Prefix, aws.Stack };
        command.SetAction(async (parsed, cancellation) =>
        {
            var people = new PeopleConsole(surroundings, parsed.GetValue(json));
            var isWhole = true;
            await foreach (var result in new MachineCheckup(surroundings, parsed.GetValue(repository), parsed.GetValue(model)).RunAsync(cancellation))
                isWhole &= await PrintAsync(result);
            if (parsed.GetValue(isAws) || (parsed.GetValue(aws.Prefix) ?? parsed.GetValue(table)) is not null)
            {
                // A prefix that is none is wrong usage; a region that is not set is a finding.
                aws.PrefixOf(parsed, surroundings);
                var checkup = new AwsCheckup(surroundings, () => aws.StoreOf(parsed, surroundings), parsed.GetRequiredValue(aws.Stack), parsed.GetValue(table));
                await foreach (var result in checkup.RunAsync(cancellation))
                    isWhole &= await PrintAsync(result);
            }
            return (int)(isWhole ? ExitCode.Healed : ExitCode.Unexpected);

            Task<bool> PrintAsync(CheckResult result) => CheckLines.PrintAsync([result], surroundings, people, parsed.GetValue(json), cancellation);
        });
        return command;
    }
}
