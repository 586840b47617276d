using System.Globalization;
using SelfHealing.Adapters.Git;
using SelfHealing.Cli.Hosting;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Checks;

/// <summary>Whether a service's repository can be fetched, pushed to, and given pull requests. Nothing is changed.</summary>
/// <param name="access">What opens it.</param>
/// <param name="prefix">Where the settings are: messages name them.</param>
sealed class RepositoryChecks(ServiceAccess access, string prefix)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(ServiceSettings service, CancellationToken cancellation)
    {
        var results = new List<CheckResult>();
        if (SshHost.Of(service.Repository) is { } host)
            results.Add(await Checking.OfAsync($"{service.Name}: known host", () => Task.FromResult(Known(host))));
        results.Add(await Checking.OfAsync($"{service.Name}: repository", () => FetchAsync(service, cancellation)));
        // What cannot be read cannot be pushed to either: one line is enough.
        if (results[^1].Verdict == Verdict.Ok)
        {
            results.Add(await Checking.OfAsync($"{service.Name}: push", () => PushAsync(service, cancellation)));
            results.Add(await PullRequestsAsync(service, cancellation));
        }
        return [.. results.Select(result => result with { Says = NamedByParameters(result.Says) })];
    }

    string Known(SshHost host) => host.LinesIn(access.KnownHosts ?? "").Length > 0
        ? $"{host.Name} is in {prefix}/git/known-hosts"
        : throw new UsageException($"{host.Name} is not in {prefix}/git/known-hosts: add its line of a known_hosts file, with `selfheal configure --known-hosts FILE`.");

    async Task<string> FetchAsync(ServiceSettings service, CancellationToken cancellation)
    {
        var code = await access.Repositories.FetchAsync(new CodeLocation(service.Repository, service.Branch, service.Root), cancellation);
        if (code.Tree.Files.Count == 0)
            throw new UsageException($"{PlainText.OneLine(service.Repository, 200)} has no text files in its folder \"{service.Root}\": set \"root\" in {prefix}/services/{service.Name}.");
        return string.Create(CultureInfo.InvariantCulture, $"commit {code.Tree.Commit[..10]}{(code.Branch is { } branch ? $" of {branch}" : "")}, {code.Tree.Files.Count} text files");
    }

    async Task<string> PushAsync(ServiceSettings service, CancellationToken cancellation)
    {
        await access.Repositories.CheckPushAsync(service.Repository, cancellation);
        return "the server would take a push";
    }

    async Task<CheckResult> PullRequestsAsync(ServiceSettings service, CancellationToken cancellation)
    {
        var check = $"{service.Name}: pull requests";
        if (!access.GitHub.Access.IsSet)
            return new CheckResult(check, Verdict.Note, $"there is no GitHub token or app in {prefix}/github: a branch is pushed, and no pull request opened");
        var isGitHub = true;
        var result = await Checking.OfAsync(check, async () =>
        {
            if (await access.GitHub.RightsAsync(service.Repository, cancellation) is { } rights)
                return $"may be opened into {rights.DefaultBranch}{(rights.Scopes.Count > 0 ? $"; the token's scopes are {string.Join(", ", rights.Scopes)}" : "")}";
            isGitHub = false;
            return "the repository is not on GitHub: a branch is pushed, and no pull request opened";
        });
        return isGitHub ? result : result with { Verdict = Verdict.Note };
    }

    // The library speaks of the variables of a command line.
    string NamedByParameters(string text) => text
        .Replace("SELFHEAL_SSH_KNOWN_HOSTS", $"{prefix}/git/known-hosts", StringComparison.Ordinal)
        .Replace("SELFHEAL_SSH_KEY", $"{prefix}/git/ssh-key", StringComparison.Ordinal)
        .Replace("SELFHEAL_GIT_TOKEN", $"{prefix}/github/token", StringComparison.Ordinal)
        .Replace("SELFHEAL_GITHUB_APP_KEY", $"{prefix}/github/app-key", StringComparison.Ordinal);
}
