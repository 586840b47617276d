namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// A state machine definition that cannot be run here. Each problem is one line: the file, a JSON pointer into it, what is
/// wrong or not supported.
/// </summary>
sealed class InvalidDefinitionException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
