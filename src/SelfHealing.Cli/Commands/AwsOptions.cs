using System.CommandLine;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Commands;

/// <summary>The options that say which deployment on AWS is meant.</summary>
sealed partial class AwsOptions
{
    const string DefaultStack = "selfheal";
    const string DefaultPrefix = "/selfheal";

    public Option<string?> Prefix { get; } = new("--prefix") { Description = $"Where the settings are in the Parameter Store. Default: SELFHEAL_SETTINGS_PREFIX, or {DefaultPrefix}.", HelpName = "PATH" };

    public Option<string> Stack { get; } = new("--stack") { Description = "The name that the stack was deployed under.", HelpName = "NAME", DefaultValueFactory = _ => DefaultStack };

    /// <exception cref="UsageException">It is no path.</exception>
    public string PrefixOf(ParseResult parsed, Surroundings surroundings)
    {
        var prefix = parsed.GetValue(Prefix) ?? surroundings.Environment("SELFHEAL_SETTINGS_PREFIX");
        if (string.IsNullOrEmpty(prefix))
            return DefaultPrefix;
        return Path().IsMatch(prefix) ? prefix : throw new UsageException($"--prefix {prefix} is no path of the Parameter Store: it begins with a slash and does not end with one, as {DefaultPrefix} does.");
    }

    /// <summary>The parameters under the prefix.</summary>
    /// <exception cref="UsageException">No region is set.</exception>
    public ParameterStore StoreOf(ParseResult parsed, Surroundings surroundings) => new(Client(() => new AmazonSimpleSystemsManagementClient()), PrefixOf(parsed, surroundings));

    /// <summary>The services under the prefix. Unlike <see cref="StoreOf"/>, it reads secrets only when they are asked for.</summary>
    /// <exception cref="UsageException">No region is set.</exception>
    public SsmSettings SettingsOf(ParseResult parsed, Surroundings surroundings) =>
        new(Client(() => new AmazonSimpleSystemsManagementClient()), PrefixOf(parsed, surroundings), surroundings.Time);

    /// <summary>Makes a client of AWS.</summary>
    /// <exception cref="UsageException">No region is set.</exception>
    public static T Client<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (AmazonClientException problem)
        {
            throw new UsageException($"AWS cannot be called: {problem.Message}. Set AWS_REGION and credentials as for the AWS command line.");
        }
    }

    [GeneratedRegex(@"\A(?:/[A-Za-z0-9_.-]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}
