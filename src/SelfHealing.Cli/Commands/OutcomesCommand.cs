using System.CommandLine;
using System.Text.Json;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Issues;
using SelfHealing.Outcomes;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal outcomes</c>: what has become of the open pull requests.</summary>
static class OutcomesCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON line per pull request." };
        var command = new Command("outcomes", "Ask the code host which open pull requests are merged or closed, and keep the answers.") { json };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, bool json, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation);
        var reader = new OutcomeReader(host.Issues, host.CodeHost, surroundings.Redactor, surroundings.Time);
        var (isAny, isAllRead) = (false, true);
        await foreach (var outcome in reader.ReadAsync(cancellation))
        {
            (isAny, isAllRead) = (true, isAllRead && outcome.Problem is null);
            if (json)
                await surroundings.Output.WriteLineAsync(JsonSerializer.Serialize(outcome, HostJson.Default.PullRequestOutcome).AsMemory(), cancellation);
            else
                people.Line($"{outcome.Url}  {Say(outcome)}");
        }
        if (!isAny)
            people.Line("No pull request is open.");
        return (int)(isAllRead ? ExitCode.Healed : ExitCode.Unexpected);
    }

    static string Say(PullRequestOutcome outcome) => outcome switch
    {
        { Problem: { } problem } => problem,
        { Status: IssueStatus.Merged, OtherAuthors: { } authors } => $"merged, after changes by {authors}",
        { Status: IssueStatus.Merged } => "merged",
        { Status: IssueStatus.Rejected } => $"closed: {outcome.Reason}",
        _ => "open",
    };
}
