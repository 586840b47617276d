using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Checks;

/// <summary>Tries one thing for real. What goes wrong with it is the finding.</summary>
static class Checking
{
    /// <param name="check">What is looked at.</param>
    /// <param name="look">Says what it found; throws when it is missing or wrong.</param>
    public static async Task<CheckResult> OfAsync(string check, Func<Task<string>> look)
    {
        try
        {
            return new CheckResult(check, Verdict.Ok, await look());
        }
        catch (Exception problem) when (IsFinding(problem))
        {
            return new CheckResult(check, Verdict.Missing, problem.Message);
        }
    }

    static bool IsFinding(Exception problem) => problem
        is UsageException
        or RepositoryNotUsableException or RepositoryUnreachableException or RepositoryTooLargeException
        or CodeHostRefusedException or CodeHostUnavailableException or CodeHostThrottledException or PullRequestRefusedException
        or ModelNotUsableException or ModelUnreachableException or ModelTimeoutException or ModelThrottledException or ModelBlockedException
        or SettingsUnavailableException or InvalidSettingsException or StoreUnavailableException
        or LogsRefusedException or CredentialsRefusedException or StackUnreadableException or NotificationFailedException;
}
