using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal remove</c>: removes settings from the Parameter Store.</summary>
static class RemoveCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var names = new Argument<string[]>("NAME") { Description = "What to remove, as it stands under the prefix: services/orders, github/token, git/ssh-key.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Remove all services and secrets under the prefix." };
        var aws = new AwsOptions();
        var confirmation = new Confirmation();
        var command = new Command(
            "remove",
            "Remove services and secrets from the Parameter Store. Subscriptions, issues and the stack stay.") { names, all, aws.Prefix };
        confirmation.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var named = parsed.GetValue(names) ?? [];
            if (parsed.GetValue(all) == (named.Length > 0))
                throw new UsageException("Say what to remove: names such as services/orders or github/token; or --all.");
            var people = new PeopleConsole(surroundings, json: false);
            var store = aws.StoreOf(parsed, surroundings);
            var stored = await store.ReadAsync(cancellation);
            var unknown = named.Except(stored.Names, StringComparer.Ordinal).ToList();
            foreach (var name in unknown)
                people.Line($"There is no parameter {stored.Prefix}/{name}.");
            var found = parsed.GetValue(all) ? stored.Names : [.. named.Except(unknown, StringComparer.Ordinal).Distinct(StringComparer.Ordinal)];
            if (found.Count == 0)
            {
                if (unknown.Count == 0)
                    people.Line($"There is nothing under {stored.Prefix}.");
                return (int)(unknown.Count == 0 ? ExitCode.Healed : ExitCode.Unexpected);
            }
            foreach (var name in found)
                people.Line($"{stored.Prefix}/{name}");
            if (!confirmation.Ask($"Remove {(found.Count == 1 ? "this parameter" : $"these {found.Count} parameters")}? They cannot be brought back.", parsed, surroundings))
            {
                people.Line("Nothing was removed.");
                return (int)ExitCode.WrongUsage;
            }
            foreach (var name in await store.RemoveAsync(found, cancellation))
                people.Line($"Removed: {name}");
            return (int)(unknown.Count == 0 ? ExitCode.Healed : ExitCode.Unexpected);
        });
        return command;
    }
}
