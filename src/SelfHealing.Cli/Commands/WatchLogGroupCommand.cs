using System.CommandLine;
using System.Text.Json;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Settings;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary>A subscription filter, as <c>selfheal watch-log-group list --json</c> prints it.</summary>
/// <param name="LogGroup">The log group.</param>
/// <param name="Filter">The filter's name.</param>
/// <param name="Destination">The ARN of what gets the events.</param>
/// <param name="Ours">Whether that is the Ingest function.</param>
sealed record WatchedLogGroup(string LogGroup, string Filter, string Destination, bool Ours);

/// <summary><c>selfheal watch-log-group</c>: which log groups the Ingest function gets the events of.</summary>
static class WatchLogGroupCommand
{
    public static Command Create(Surroundings surroundings) => new(
        "watch-log-group",
        "Add, remove or list the subscriptions by which log groups reach SelfHealing on AWS.")
    {
        Add(surroundings), Remove(surroundings), List(surroundings),
    };

    static Command Add(Surroundings surroundings)
    {
        var name = NewName();
        var target = new IngestTarget();
        var pattern = new Option<string>("--pattern")
        {
            Description = "Which events are looked at, as a CloudWatch filter pattern; \"\" for all. Default: the template's, which lets traces of every language through.",
            HelpName = "PATTERN",
            DefaultValueFactory = _ => LogFilter.Default,
        };
        var command = new Command("add", "Have a log group watched. It has to be in the logGroups of a service.") { name, pattern };
        target.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var logs = AwsOptions.Client(() => new LogSubscriptions());
            var logGroup = parsed.GetRequiredValue(name);
            await target.RefuseUnlessOfServiceAsync(logGroup, parsed, surroundings, cancellation);
            var function = await target.ArnAsync(parsed, cancellation);
            var filters = await FindAsync(logs, logGroup, cancellation);
            return await AddAsync(logs, logGroup, new LogSubscription(LogSubscriptions.FilterName, function, parsed.GetRequiredValue(pattern)), filters, surroundings, cancellation);
        });
        return command;
    }

    static async Task<int> AddAsync(
        LogSubscriptions logs, string logGroup, LogSubscription wanted, IReadOnlyList<LogSubscription> filters, Surroundings surroundings, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, json: false);
        var ours = filters.FirstOrDefault(filter => filter.Destination == wanted.Destination);
        if (ours is not null && (ours.Pattern == wanted.Pattern || ours.Name != wanted.Name))
        {
            people.Line($"{logGroup} is watched already, by the filter {ours.Name}{(ours.Pattern == wanted.Pattern ? "" : ", with another pattern. Remove it first to change that")}.");
            return ours.Pattern == wanted.Pattern ? 0 : 1;
        }
        var others = string.Join(" and ", filters.Where(filter => filter != ours).Select(filter => $"{filter.Name} (to {filter.Destination})"));
        if (ours is null && filters.Count >= LogSubscriptions.MostFilters)
        {
            people.Line($"{logGroup} has {filters.Count} subscription filters, the most that CloudWatch Logs allows: {others}. Remove one of them first.");
            return 1;
        }
        // A filter of this name that leads elsewhere would be overwritten.
        if (filters.FirstOrDefault(filter => filter.Name == wanted.Name && filter != ours) is { } elsewhere)
        {
            people.Line($"{logGroup} has a filter {elsewhere.Name} that leads to {elsewhere.Destination}. Remove it first, with --function {elsewhere.Destination}.");
            return 1;
        }
        await logs.PutAsync(logGroup, wanted, cancellation);
        people.Line($"{logGroup} is watched by {wanted.Destination}.{(others.Length > 0 ? $" Its other filter stays: {others}." : "")}");
        return 0;
    }

    static Command Remove(Surroundings surroundings)
    {
        var name = NewName();
        var target = new IngestTarget();
        var command = new Command("remove", "Have a log group no longer watched. Filters that lead elsewhere stay.") { name };
        target.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var logs = AwsOptions.Client(() => new LogSubscriptions());
            var people = new PeopleConsole(surroundings, json: false);
            var logGroup = parsed.GetRequiredValue(name);
            var function = await target.ArnAsync(parsed, cancellation);
            var ours = (await FindAsync(logs, logGroup, cancellation)).Where(filter => filter.Destination == function).ToList();
            foreach (var filter in ours)
            {
                await logs.RemoveAsync(logGroup, filter.Name, cancellation);
                var ofStack = filter.Name == LogSubscriptions.FilterName ? "" : " The stack made it: take the log group out of the parameter LogGroups too.";
                people.Line($"The filter {filter.Name} of {logGroup} is removed.{ofStack}");
            }
            if (ours.Count == 0)
                people.Line($"{logGroup} is not watched by {function}.");
            return 0;
        });
        return command;
    }

    static Command List(Surroundings surroundings)
    {
        var name = new Argument<string?>("NAME") { Description = "The log group. Default: those of all services.", Arity = ArgumentArity.ZeroOrOne };
        var target = new IngestTarget();
        var json = new Option<bool>("--json") { Description = "Print one JSON line per subscription." };
        var command = new Command("list", "List the subscriptions of a log group, or of those of all services.") { name, json };
        target.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var logs = AwsOptions.Client(() => new LogSubscriptions());
            var people = new PeopleConsole(surroundings, parsed.GetValue(json));
            var function = await target.ArnAsync(parsed, cancellation);
            var isWhole = true;
            foreach (var logGroup in parsed.GetValue(name) is { } one ? [one] : await target.LogGroupsAsync(parsed, surroundings, people, cancellation))
            {
                var filters = await logs.FindAsync(logGroup, cancellation);
                isWhole &= filters is not null;
                if (filters is null or [])
                    people.Line($"{logGroup}  {(filters is null ? "does not exist" : "is not subscribed to anything")}");
                foreach (var filter in filters ?? [])
                {
                    if (parsed.GetValue(json))
                        await surroundings.Output.WriteLineAsync(JsonSerializer.Serialize(new WatchedLogGroup(logGroup, filter.Name, filter.Destination, filter.Destination == function), HostJson.Default.WatchedLogGroup).AsMemory(), cancellation);
                    else
                        people.Line($"{logGroup}  {filter.Name}  {(filter.Destination == function ? "watched" : $"leads to {filter.Destination}")}");
                }
            }
            return isWhole ? 0 : 1;
        });
        return command;
    }

    static Argument<string> NewName() => new("NAME") { Description = "The log group, e.g. /aws/lambda/orders." };

    static async Task<IReadOnlyList<LogSubscription>> FindAsync(LogSubscriptions logs, string logGroup, CancellationToken cancellation) =>
        await logs.FindAsync(logGroup, cancellation)
            ?? throw new LogsRefusedException($"There is no log group {PlainText.OneLine(logGroup)} in this account and region: is its name right, and has the service logged yet?");
}
