using SelfHealing.Spending;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps;

/// <summary>What a run needs to know of the service that crashed. It stands in the run's input, so it holds no secrets.</summary>
/// <param name="Name">The service's name; locally, the repository's identity.</param>
/// <param name="Repository">A folder inside a git repository, or a git URL.</param>
/// <param name="Branch">A branch, tag or commit; null for the checked-out or default one.</param>
/// <param name="Root">The service's folder in the repository; empty for all of it.</param>
/// <param name="Model"><c>patterns</c>, a model (<c>openai:BASE_URL#NAME</c>, <c>bedrock:MODEL</c>), or <c>auto:</c> and a model: the patterns first.</param>
/// <param name="Verify">The test command that proves a fix; null for none.</param>
public sealed record ServiceSettings(string Name, string Repository, string? Branch, string Root, string Model, string? Verify)
{
    /// <summary>What one run of the test command may use; null for <see cref="TestLimits.Default"/>.</summary>
    public TestLimits? VerifyLimits { get; init; }

    /// <summary>A fix of less confidence (0 to 1) is not proposed; null for 0.5.</summary>
    public double? MinConfidence { get; init; }

    /// <summary>How many replies are asked for in each attempt; null for one.</summary>
    public int? Candidates { get; init; }

    /// <summary>Whether a fix has to bring a test with it that fails without it.</summary>
    public bool RegressionTest { get; init; }

    /// <summary>Whether a crash whose fix a person rejected is tried again; the model is told the reason.</summary>
    public bool RetryRejected { get; init; }

    /// <summary>How much may be spent on models; null for any amount.</summary>
    public SpendingLimits? Limits { get; init; }

    /// <summary>The price of each model, by its whole name or what stands after the #; null for none known.</summary>
    public IReadOnlyDictionary<string, ModelPrice>? Prices { get; init; }

    /// <summary>How many minutes after a merge the fix is running everywhere; null for an hour. Crashes before that are no regression.</summary>
    public int? DeployMinutes { get; init; }

    internal TimeSpan? DeployGrace => DeployMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>True when pull requests are opened as drafts.</summary>
    public bool Draft { get; init; }

    /// <summary>The labels of its pull requests.</summary>
    public IReadOnlyList<string> Labels { get; init => field = value ?? []; } = [];

    /// <summary>Who reviews files that have no code owner: users, and teams as <c>org/team</c>.</summary>
    public IReadOnlyList<string> Reviewers { get; init => field = value ?? []; } = [];
}
