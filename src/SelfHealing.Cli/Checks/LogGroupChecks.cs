using SelfHealing.Adapters.Aws;
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
        {
            var verdict = Verdict.Ok;
            var result = await Checking.OfAsync($"{service.Settings.Name}: log group {logGroup}", async () =>
            {
                (verdict, var says) = await LookAsync(logGroup, cancellation);
                return says;
            });
            results.Add(result.Verdict == Verdict.Ok ? result with { Verdict = verdict } : result);
        }
        return results;
    }

    async Task<(Verdict Verdict, string Says)> LookAsync(string logGroup, CancellationToken cancellation)
    {
        if (await subscriptions.FindAsync(logGroup, cancellation) is not { } filters)
            return (Verdict.Missing, "there is none in this account and region: is its name right, and has the service logged yet?");
        if (function is null)
            return (Verdict.Ok, "is there");
        return filters.Any(filter => filter.Destination == function)
            ? (Verdict.Ok, $"is watched by {function}")
            : (Verdict.Missing, $"is not watched: selfheal watch-log-group add {logGroup}");
    }
}
