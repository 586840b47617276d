using System.CommandLine;
using Amazon.DynamoDBv2;
using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Local;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal reset</c>: forgets what is known of crashes, so that they are healed again.</summary>
static class ResetCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var service = new Option<string?>("--service") { Description = "The issues of one service; on this machine, of one repository: its folder or URL.", HelpName = "NAME" };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "One bug: its fingerprint, or the beginning of it, at least 8 digits.", HelpName = "HEX" };
        var all = new Option<bool>("--all") { Description = "All issues." };
        var running = new Option<bool>("--include-running") { Description = "Also issues that a run is working on, or waits for a person with. The run goes on, and its end is not kept." };
        var table = new Option<string?>("--table") { Description = "Forget in this DynamoDB table, the IssuesTable of the stack's outputs. Default: what this machine knows.", HelpName = "NAME" };
        var confirmation = new Confirmation();
        var command = new Command(
            "reset",
            "Forget what is known of crashes: the next one is healed as if it were the first. Clears rejected ones.") { service, fingerprint, all, running, table };
        confirmation.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var selection = new IssueSelection(parsed.GetValue(service), parsed.GetValue(fingerprint), parsed.GetValue(all));
            selection.Check();
            var people = new PeopleConsole(surroundings, json: false);
            IIssueStore issues = parsed.GetValue(table) is { } name ? OnAws(name, surroundings) : OnThisMachine(surroundings);
            var found = await selection.FindAsync(issues, cancellation);
            var underWay = found.Where(IsUnderWay).ToList();
            foreach (var issue in underWay)
                people.Line($"{Describe(issue)}: the run {issue.Execution} is under way{(parsed.GetValue(running) ? "." : "; it is left alone. Add --include-running to forget it too.")}");
            if (!parsed.GetValue(running))
                found = [.. found.Except(underWay)];
            if (found.Count == 0)
            {
                people.Line("There is nothing to forget.");
                return (int)(underWay.Count == 0 ? ExitCode.Healed : ExitCode.Unexpected);
            }
            foreach (var issue in found)
                people.Line(Describe(issue));
            if (!confirmation.Ask($"Forget {(found.Count == 1 ? "this issue" : $"these {found.Count} issues")}?", parsed, surroundings))
            {
                people.Line("Nothing was forgotten.");
                return (int)ExitCode.WrongUsage;
            }
            return await ForgetAsync(issues, found, people, cancellation);
        });
        return command;
    }

    static async Task<int> ForgetAsync(IIssueStore issues, IReadOnlyList<Issue> found, PeopleConsole people, CancellationToken cancellation)
    {
        var isWhole = true;
        foreach (var issue in found)
        {
            var isForgotten = await issues.TryRemoveAsync(issue, cancellation);
            isWhole &= isForgotten;
            people.Line(isForgotten
                ? $"Forgotten: {issue.Key.Fingerprint} of {issue.Key.Service}."
                : $"Left: {issue.Key.Fingerprint} of {issue.Key.Service} has changed meanwhile. Look again.");
            if (isForgotten && issue is { Status: IssueStatus.Rejected, PullRequest: { } url })
                people.Line($"  {url} was closed: reopen it, or remove the self-heal line from its description, or the next run ends as rejected again.");
        }
        return (int)(isWhole ? ExitCode.Healed : ExitCode.Unexpected);
    }

    static DynamoIssueStore OnAws(string table, Surroundings surroundings) => new(AwsOptions.Client(() => new AmazonDynamoDBClient()), table, surroundings.Time);

    static SqliteIssueStore OnThisMachine(Surroundings surroundings) =>
        new(new SqliteDatabase(LocalHome.Of(surroundings.Environment).Database, SqliteIssueStore.Schema));

    static bool IsUnderWay(Issue issue) => issue.Status is IssueStatus.Healing or IssueStatus.AwaitingApproval;

    static string Describe(Issue issue) =>
        $"{issue.Key.Fingerprint}  {issue.Key.Service}  {issue.Status}, seen {issue.Occurrences} times, last {issue.LastSeen:yyyy-MM-dd HH:mm} UTC{(issue.Reason is { Length: > 0 } reason ? $": {reason}" : "")}";
}
