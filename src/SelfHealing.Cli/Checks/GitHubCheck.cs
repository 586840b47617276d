using SelfHealing.Adapters.GitHub;

namespace SelfHealing.Cli.Checks;

/// <summary>Whether GitHub takes the token, whatever it may do.</summary>
static class GitHubCheck
{
    public static Task<CheckResult> RunAsync(string check, GitHubLogin login, CancellationToken cancellation) => Checking.OfAsync(check, async () =>
        await login.CheckTokenAsync(cancellation) is { Count: > 0 } scopes ? $"is taken; its scopes are {string.Join(", ", scopes)}" : "is taken");
}
