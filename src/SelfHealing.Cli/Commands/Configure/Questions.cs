using SelfHealing.Cli.Hosting;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands.Configure;

/// <summary>Questions to the person at the terminal.</summary>
sealed class Questions(Surroundings surroundings)
{
    /// <summary>Asks for a line; an empty one means the default.</summary>
    public string Ask(string question, string byDefault)
    {
        surroundings.Output.Write($"{question}{(byDefault.Length > 0 ? $" [{PlainText.OneLine(byDefault, 200)}]" : "")}: ");
        return surroundings.Input.ReadLine()?.Trim() is { Length: > 0 } answer ? answer : byDefault;
    }

    /// <summary>Asks for a secret, which is not shown; null for none.</summary>
    public string? AskHidden(string question)
    {
        surroundings.Output.Write($"{question}: ");
        return surroundings.ReadHidden()?.Trim() is { Length: > 0 } answer ? answer : null;
    }
}
