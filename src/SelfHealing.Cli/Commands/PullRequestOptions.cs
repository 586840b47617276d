using System.CommandLine;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary>The options of <c>selfheal heal</c> that say how the pull request is opened.</summary>
sealed class PullRequestOptions
{
    readonly Option<bool> draft = new("--draft") { Description = "Open the pull request as a draft." };

    readonly Option<string[]> label = new("--label")
    {
        Description = "A label for the pull request; may be repeated.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    readonly Option<string[]> reviewer = new("--reviewer")
    {
        Description = "Who reviews files without a code owner, USER or ORG/TEAM; may be repeated.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[draft, label, reviewer])
            command.Options.Add(option);
    }

    /// <summary>What the options say of the service.</summary>
    public ServiceSettings ApplyTo(ServiceSettings service, ParseResult parsed) => service with
    {
        Draft = parsed.GetValue(draft),
        Labels = parsed.GetValue(label) ?? [],
        Reviewers = parsed.GetValue(reviewer) ?? [],
    };
}
