using System.CommandLine;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Checks;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Commands.Configure;

/// <summary><c>selfheal configure</c>: sets services and secrets in the Parameter Store, after trying each.</summary>
static class ConfigureCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var aws = new AwsOptions();
        var service = new ServiceOptions();
        var secrets = new SecretOptions();
        var key = new Option<string?>("--key") { Description = "The KMS key that encrypts secrets. Default: alias/STACK, the stack's own.", HelpName = "ID" };
        var noCheck = new Option<bool>("--no-check") { Description = "Write without trying the repository, the token, the model and the log groups." };
        var export = new Option<string?>("--export") { Description = "Write the services, without secrets, as JSON into a file; - for standard output.", HelpName = "FILE" };
        var import = new Option<string?>("--import") { Description = "Take the services of such a file; - for standard input. Services that are not in it stay.", HelpName = "FILE" };
        var command = new Command(
            "configure",
            "Set the services and secrets of SelfHealing on AWS: asks for what no option gives, and tries each before it is written. Secrets are read from files or typed unseen.") { key, noCheck, export, import, aws.Prefix, aws.Stack };
        service.AddTo(command);
        secrets.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var people = new PeopleConsole(surroundings, json: parsed.GetValue(export) is not null);
            var store = aws.StoreOf(parsed, surroundings);
            var stored = await store.ReadAsync(cancellation);
            if (parsed.GetValue(export) is { } target)
                return await ServiceFile.WriteAsync(stored, target, surroundings, people, cancellation);
            var isQuiet = !surroundings.IsTerminal || parsed.GetValue(import) is not null;
            var asking = isQuiet ? null : new Questions(surroundings);
            var draft = parsed.GetValue(import) is { } source ? await ServiceFile.ReadAsync(source, stored, surroundings.Input, cancellation) : stored;
            var name = parsed.GetValue(import) is null && !(secrets.AreGiven(parsed) && !service.IsGiven(parsed)) ? service.NameOf(parsed, stored, asking) : null;
            if (name is not null)
                draft = draft.With(ParameterSet.NameOf(name), service.Document(parsed, name, stored, asking));
            Validate(draft);
            draft = await secrets.ApplyAsync(parsed, draft, name, secrets.AreGiven(parsed) ? null : asking, surroundings, cancellation);
            Validate(draft);
            if (draft.Changed.Count == 0)
                throw new UsageException("There is nothing to set: name a service with --service, a secret, or a file with --import.");
            if (!parsed.GetValue(noCheck) && !await CheckAsync(draft, surroundings, people, cancellation))
            {
                if (asking is null || !Confirmation.Confirms("Not all is right. Write it all the same?", surroundings))
                {
                    people.Line("Nothing is written. Mend what is missing, or add --no-check.");
                    return (int)ExitCode.Unexpected;
                }
            }
            await store.WriteAsync(draft, parsed.GetValue(key) ?? $"alias/{parsed.GetRequiredValue(aws.Stack)}", cancellation);
            foreach (var written in draft.Changed)
                people.Line($"Written: {draft.Prefix}/{written}{(ParameterSet.IsSecret(written) ? " (encrypted)" : "")}");
            return 0;
        });
        return command;
    }

    // By the very code that the functions read them with: what is refused here would be refused there.
    static void Validate(ParameterSet draft)
    {
        var problems = draft.Services.Problems.Where(problem => draft.Changed.Any(name => problem.Contains($"{draft.Prefix}/{name} ", StringComparison.Ordinal))).ToList();
        if (problems.Count > 0)
            throw new UsageException(string.Join(' ', problems));
        if (draft.Changed.All(ParameterSet.IsService))
            return;
        try
        {
            _ = draft.Credentials;
        }
        catch (InvalidSettingsException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    static async Task<bool> CheckAsync(ParameterSet draft, Surroundings surroundings, PeopleConsole people, CancellationToken cancellation)
    {
        var hasNewSecrets = !draft.Changed.All(ParameterSet.IsService);
        var services = draft.Services.Services.Where(service => hasNewSecrets || draft.Changed.Contains(ParameterSet.NameOf(service.Settings.Name))).ToList();
        var access = ServiceAccess.Of(draft.Credentials, surroundings);
        using var logs = AwsOptions.Client(() => new LogSubscriptions());
        var isWhole = true;
        if (access.GitHub.Access is { Token: not null } && services.Count == 0)
            isWhole &= await PrintAsync([await GitHubCheck.RunAsync($"{draft.Prefix}/github/token", access.GitHub, cancellation)]);
        foreach (var service in services)
        {
            isWhole &= await PrintAsync(await new RepositoryChecks(access, draft.Prefix).RunAsync(service.Settings, cancellation));
            // A new secret opens repositories; nothing else depends on it.
            if (!draft.Changed.Contains(ParameterSet.NameOf(service.Settings.Name)))
                continue;
            isWhole &= await PrintAsync([await ModelCheck.RunAsync($"{service.Settings.Name}: model", service.Settings.Model, surroundings, cancellation)]);
            isWhole &= await PrintAsync(await new LogGroupChecks(logs, function: null).RunAsync(service, cancellation));
        }
        return isWhole;

        Task<bool> PrintAsync(IReadOnlyList<CheckResult> results) => CheckLines.PrintAsync(results, surroundings, people, json: false, cancellation);
    }
}
