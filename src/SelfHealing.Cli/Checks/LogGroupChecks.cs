using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;
using SelfHealing.Settings;

namespace SelfHealing.Cli.Checks;

/// <summary>Whether the log groups of a service are there, and watched.</summary>
/// <param name="subscriptions">CloudWatch Logs.</param>
/// <param name="function">The ARN of the Ingest function; null to look only whether the groups are there.</param>
sealed class LogGroupChecks(LogSubscriptions subscriptions, string? function)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(MonitoredService service, CancellationToken cancellation)
    {
        var results = new List<CheckResult>();
        foreach (var logGroup in service.LogGroups)
            results.Add(await Checking.OfAsync($"{service.Settings.Name}: log group {logGroup}", () => LookAsync(logGroup, cancellation)));
        return results;
    }

    async Task<string> LookAsync(string logGroup, CancellationToken cancellation)
    {
        var filters = await subscriptions.FindAsync(logGroup, cancellation)
            ?? throw new UsageException("there is none in this account and region: is its name right, and has the service logged yet?");
        if (function is null)
            return "is there";
        return filters.Any(filter => filter.Destination == function)
            ? $"is watched by {function}"
            : throw new UsageException($"is not watched: selfheal watch-log-group add {logGroup}");
    }
}
