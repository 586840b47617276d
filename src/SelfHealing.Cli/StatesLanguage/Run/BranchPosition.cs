using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>How far a branch of a Parallel state, or an iteration of a Map state, came.</summary>
/// <param name="Position">Where it stands; null before it begins, and once it is over.</param>
/// <param name="Child">The execution of its own that it is, in a distributed Map state.</param>
/// <param name="Result">What came of it; null until it is over.</param>
sealed record BranchPosition(Position? Position = null, ExecutionInfo? Child = null, BranchResult? Result = null);

/// <summary>What came of a branch that is over.</summary>
/// <param name="Failure">Why it failed, where a distributed Map state tolerates that; else null.</param>
sealed record BranchResult(JsonNode? Output, string? Failure = null);
