using System.CommandLine;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Commands;

/// <summary>Asks before something is lost: on a terminal by a question, elsewhere by <c>--yes</c>.</summary>
sealed class Confirmation
{
    readonly Option<bool> yes = new("--yes") { Description = "Do not ask. Needed where there is no terminal." };

    public void AddTo(Command command) => command.Options.Add(yes);

    /// <exception cref="UsageException">Nobody can answer.</exception>
    public bool Ask(string question, ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(yes))
            return true;
        if (!surroundings.IsTerminal)
            throw new UsageException($"{question} There is no terminal to ask on: add --yes.");
        return Confirms(question, surroundings);
    }

    /// <summary>A question on the terminal; anything but a yes is a no.</summary>
    public static bool Confirms(string question, Surroundings surroundings)
    {
        surroundings.Output.Write($"{question} yes or no [no]: ");
        return surroundings.Input.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
