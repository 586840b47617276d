using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Cli.Commands;

/// <summary>The options that say how crashes are healed, the same for a log that is read once and one that is followed.</summary>
sealed class HealOptions
{
    readonly Option<string> repository = new("--repo") { Description = "A folder inside the service's git repository, or a git URL.", Required = true, HelpName = "REPO" };
    readonly Option<string?> branch = new("--branch") { Description = "The branch, tag or commit that was running. Default: what is checked out, or the URL's default branch.", HelpName = "NAME" };
    readonly Option<string?> root = new("--root") { Description = "The service's folder in the repository. Default: the folder that --repo names.", HelpName = "FOLDER" };
    readonly Option<string> approve = new("--approve") { Description = "ask: a person decides. auto: go on without asking.", DefaultValueFactory = _ => "ask" };
    readonly ModelOptions model = new();
    readonly VerifyOptions verify = new();
    readonly PullRequestOptions pullRequest = new();

    public HealOptions() => approve.AcceptOnlyFromAmong("ask", "auto");

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[repository, branch, root, approve])
            command.Options.Add(option);
        model.AddTo(command);
        verify.AddTo(command);
        pullRequest.AddTo(command);
    }

    /// <summary>What was asked for.</summary>
    public HealRequest Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(repository), parsed.GetValue(branch), parsed.GetValue(root) ?? "", parsed.GetRequiredValue(approve) == "auto",
        models => model.Models(models, parsed),
        service => pullRequest.ApplyTo(verify.ApplyTo(model.ApplyTo(service, parsed), parsed), parsed));
}

/// <summary>How crashes are to be healed.</summary>
/// <param name="Repository">A folder inside the repository, or a URL.</param>
/// <param name="Branch">What was running; null for what is checked out.</param>
/// <param name="Root">The service's folder; empty for what the repository names.</param>
/// <param name="Auto">True when nobody is asked.</param>
/// <param name="Models">Puts something around the models.</param>
/// <param name="Settings">Adds what the other options say of the service.</param>
sealed record HealRequest(
    string Repository, string? Branch, string Root, bool Auto, Func<IChatModels, IChatModels> Models, Func<ServiceSettings, ServiceSettings> Settings)
{
    /// <summary>The service. Its identity is the repository's own: two checkouts of the same path at different times are two services.</summary>
    /// <exception cref="UsageException">The repository cannot be used, or an option cannot be.</exception>
    public async Task<ServiceSettings> ServiceAsync(LocalHost host, CancellationToken cancellation)
    {
        try
        {
            var repository = RepositoryCode.Place(Repository);
            var identity = await host.Repositories.IdentifyAsync(repository, cancellation);
            return Settings(new ServiceSettings(identity, repository, Branch, Root, ModelChoice.Patterns, Verify: null));
        }
        catch (RepositoryNotUsableException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}
