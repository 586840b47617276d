namespace SelfHealing.Steps;

/// <summary>What a run needs to know of the service that crashed. It stands in the run's input, so it holds no secrets.</summary>
/// <param name="Name">The service's name; locally, the repository's identity.</param>
/// <param name="Repository">A folder inside a git repository, or a git URL.</param>
/// <param name="Branch">A branch, tag or commit; null for the checked-out or default one.</param>
/// <param name="Root">The service's folder in the repository; empty for all of it.</param>
/// <param name="Model"><c>patterns</c>, or a model: <c>openai:BASE_URL#NAME</c>, <c>bedrock:MODEL</c>.</param>
/// <param name="Verify">The test command that proves a fix; null for none.</param>
public sealed record ServiceSettings(string Name, string Repository, string? Branch, string Root, string Model, string? Verify)
{
    /// <summary>How many minutes after a merge the fix is running everywhere; null for an hour. Crashes before that are no regression.</summary>
    public int? DeployMinutes { get; init; }

    internal TimeSpan? DeployGrace => DeployMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
}
