namespace SelfHealing.Steps;

/// <summary>What a run needs to know of the service that crashed. It stands in the run's input, so it holds no secrets.</summary>
/// <param name="Name">The service's name; locally, the repository's identity.</param>
/// <param name="Repository">A folder inside a git repository, or a git URL.</param>
/// <param name="Branch">A branch, tag or commit; null for the checked-out or default one.</param>
/// <param name="Root">The service's folder in the repository; empty for all of it.</param>
/// <param name="Model"><c>patterns</c>, or a model such as <c>openai:BASE_URL#NAME</c>.</param>
/// <param name="Verify">The test command that proves a fix; null for none.</param>
public sealed record ServiceSettings(string Name, string Repository, string? Branch, string Root, string Model, string? Verify)
{
    /// <summary>True when pull requests are opened as drafts.</summary>
    public bool Draft { get; init; }

    /// <summary>The labels of its pull requests.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Who reviews files that have no code owner: users, and teams as <c>org/team</c>.</summary>
    public IReadOnlyList<string> Reviewers { get; init; } = [];
}
