using System.CommandLine;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Ports;
using SelfHealing.Settings;

namespace SelfHealing.Cli.Commands;

/// <summary>The options that say which Ingest function is meant, and what it knows.</summary>
sealed class IngestTarget
{
    const string FunctionSuffix = "-Ingest";

    readonly AwsOptions aws = new();
    readonly Option<string?> function = new("--function") { Description = $"The ARN of the Ingest function. Default: STACK{FunctionSuffix} of this account and region.", HelpName = "ARN" };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[function, aws.Stack, aws.Prefix])
            command.Options.Add(option);
    }

    /// <summary>The function's ARN.</summary>
    /// <exception cref="UsageException">What is named is none.</exception>
    public async Task<string> ArnAsync(ParseResult parsed, CancellationToken cancellation) => parsed.GetValue(function) switch
    {
        null => ArnOf(await AwsAccount.AskAsync(cancellation), parsed.GetRequiredValue(aws.Stack)),
        var arn when arn.Split(':') is ["arn", _, "lambda", _, _, "function", _] => arn,
        var other => throw new UsageException($"--function {other} is no ARN of a function: arn:aws:lambda:REGION:ACCOUNT:function:NAME."),
    };

    /// <summary>The ARN of a stack's Ingest function in an account.</summary>
    public static string ArnOf(AwsAccount account, string stack) => account.FunctionArn(stack + FunctionSuffix);

    /// <summary>Refuses log groups that must not be watched, or whose events no service would take.</summary>
    /// <exception cref="UsageException">It is one.</exception>
    public async Task RefuseUnlessOfServiceAsync(string logGroup, ParseResult parsed, Surroundings surroundings, CancellationToken cancellation)
    {
        var stack = parsed.GetValue(function) is { } arn && arn.Split(':')[^1] is var name && name.EndsWith(FunctionSuffix, StringComparison.Ordinal)
            ? name[..^FunctionSuffix.Length]
            : parsed.GetRequiredValue(aws.Stack);
        if (LogSubscriptions.IsOwn(logGroup, stack))
            throw new UsageException($"{logGroup} is a log group of the stack {stack} itself: what is said about its events would be in it, and so on for ever.");
        try
        {
            (await aws.SettingsOf(parsed, surroundings).ServicesAsync(cancellation)).OfLogGroup(logGroup);
        }
        catch (InvalidSettingsException problem)
        {
            throw new UsageException(problem.Message);
        }
        catch (UnknownLogGroupException)
        {
            throw new UsageException($"{logGroup} is in the logGroups of no service under {aws.PrefixOf(parsed, surroundings)}/services: add it first, with `selfheal configure`.");
        }
    }

    /// <summary>The log groups of all services. Says which services cannot be read.</summary>
    public async Task<IReadOnlyList<string>> LogGroupsAsync(ParseResult parsed, Surroundings surroundings, PeopleConsole people, CancellationToken cancellation)
    {
        var catalog = await aws.SettingsOf(parsed, surroundings).ServicesAsync(cancellation);
        foreach (var problem in catalog.Problems)
            people.Line(problem);
        return [.. catalog.Services.SelectMany(service => service.LogGroups)];
    }
}
