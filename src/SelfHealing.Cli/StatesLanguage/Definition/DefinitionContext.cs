namespace SelfHealing.Cli.StatesLanguage;

/// <summary>What the parts of a definition must know of the whole while they are read.</summary>
/// <param name="Integrations">The service integrations that the host can run, such as <c>lambda:invoke</c>.</param>
/// <param name="StateNames">The names met so far: they are unique in a whole machine.</param>
sealed record DefinitionContext(IReadOnlySet<string> Integrations, HashSet<string> StateNames);
