using System.Globalization;
using System.Runtime.CompilerServices;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Checks;

/// <summary>What the deployment on AWS needs, as far as it can be seen from here.</summary>
/// <param name="surroundings">The process.</param>
/// <param name="store">Opens the settings.</param>
/// <param name="stack">The stack's name.</param>
/// <param name="table">The table of issues; null: the one that the stack names.</param>
sealed class AwsCheckup(Surroundings surroundings, Func<ParameterStore> store, string stack, string? table)
{
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? function = null;
        yield return await Checking.OfAsync("AWS credentials", async () =>
        {
            var account = await AwsAccount.AskAsync(cancellation);
            function = IngestTarget.ArnOf(account, stack);
            return $"{account.Caller} in {account.Region}";
        });
        // Without credentials all that follows says the same.
        if (function is null)
            yield break;

        ParameterSet? settings = null;
        yield return await Checking.OfAsync("settings", async () =>
        {
            settings = await store().ReadAsync(cancellation);
            return string.Create(CultureInfo.InvariantCulture, $"{settings.Services.Services.Count} services under {settings.Prefix}");
        });
        if (settings is not null)
        {
            await foreach (var result in SettingsAsync(settings, function, cancellation))
                yield return result;
        }
        foreach (var result in await new StackChecks(stack, table).RunAsync(cancellation))
            yield return result;
    }

    async IAsyncEnumerable<CheckResult> SettingsAsync(ParameterSet settings, string function, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var problem in settings.Services.Problems)
            yield return new CheckResult("settings", Verdict.Missing, problem);
        ServiceAccess? access = null;
        yield return await Checking.OfAsync("secrets", () =>
        {
            access = ServiceAccess.Of(settings.Credentials, surroundings);
            var set = settings.Names.Where(name => !ParameterSet.IsService(name)).ToList();
            return Task.FromResult(set.Count > 0 ? string.Join(", ", set) : "none: public repositories only, and nothing can be pushed");
        });
        using var logs = AwsOptions.Client(() => new LogSubscriptions());
        foreach (var service in settings.Services.Services)
        {
            foreach (var result in access is null ? [] : await new RepositoryChecks(access, settings.Prefix).RunAsync(service.Settings, cancellation))
                yield return result;
            foreach (var result in await new LogGroupChecks(logs, function).RunAsync(service, cancellation))
                yield return result;
        }
    }
}
