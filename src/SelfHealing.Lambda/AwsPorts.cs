using System.Security.Cryptography;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;
using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Adapters.Models;
using SelfHealing.Approvals;
using SelfHealing.Ingest;
using SelfHealing.Outcomes;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Lambda;

/// <summary>
/// The functions' world on AWS, by the names in the function's environment. A client is made when its port is first used: a function that
/// needs no table makes no client of one, and does not fail for want of its name.
/// </summary>
sealed class AwsPorts
{
    // The only folder that a function may write.
    const string Scratch = "/tmp/selfheal";

    // The function's own time ends sooner where it is shorter.
    static readonly TimeSpan ModelTimeout = TimeSpan.FromMinutes(10);

    readonly Func<string, string?> environment;
    readonly TimeProvider time;
    readonly Lazy<ISettings> settings;
    readonly LazyApprovalStore approvals;
    GitHubLogin? lastLogin;

    public AwsPorts(Func<string, string?> environment, TimeProvider time)
    {
        (this.environment, this.time) = (environment, time);
        // The SDK would look elsewhere first, which costs the first call an exception.
        AWSConfigs.AWSRegion = environment("AWS_REGION");
        settings = new(() => new SsmSettings(new AmazonSimpleSystemsManagementClient(), Required("SELFHEAL_SETTINGS_PREFIX"), time), LazyThreadSafetyMode.PublicationOnly);
        var dynamo = new Lazy<AmazonDynamoDBClient>(() => new AmazonDynamoDBClient(), LazyThreadSafetyMode.PublicationOnly);
        approvals = new(() => new DynamoApprovalStore(dynamo.Value, Required("SELFHEAL_ISSUES_TABLE")));
        var s3 = new Lazy<AmazonS3Client>(S3, LazyThreadSafetyMode.PublicationOnly);
        var artifacts = new LazyArtifactStore(() => new S3ArtifactStore(s3.Value, Required("SELFHEAL_ARTIFACTS_BUCKET")));
        Steps = new StepPorts(
            new LazyIssueStore(() => new DynamoIssueStore(dynamo.Value, Required("SELFHEAL_ISSUES_TABLE"), time)),
            artifacts,
            new LazyCodeRepository(async cancellation => new GitRepository(Scratch, await AccessAsync(cancellation))),
            new LazyCodeHost(async cancellation => (await LoginAsync(cancellation)).CodeHost),
            new ChatModels(
                new OpenAiModels(environment("SELFHEAL_MODEL_KEY"), ModelTimeout),
                new BedrockModels(BedrockSettings.FromEnvironment(environment, ModelTimeout))),
            new LazyNotifier(() => new SnsNotifier(Required("SELFHEAL_APPROVALS_TOPIC"))),
            new LazyArtifactLinks(() => new S3ArtifactLinks(s3.Value, Required("SELFHEAL_ARTIFACTS_BUCKET"), time)),
            RedactorFrom(environment),
            time)
        {
            Spending = new LazySpending(() => new DynamoSpending(dynamo.Value, Required("SELFHEAL_ISSUES_TABLE"))),
            Questions = new ApprovalQuestions(
                approvals,
                artifacts,
                new ApprovalSettings(Address("SELFHEAL_APPROVAL_URL"), AsksForCode: environment("SELFHEAL_APPROVAL_CODE") is { Length: > 0 }),
                RandomNumberGenerator.GetBytes,
                time),
        };
    }

    /// <summary>What the steps use.</summary>
    public StepPorts Steps { get; }

    /// <summary>What turns log events into runs.</summary>
    public LogIngest NewIngest() => new(
        Steps.Issues,
        NewWorkflow(),
        settings.Value,
        Steps.Redactor,
        environment("SELFHEAL_FUNCTION_PREFIX") ?? "",
        time);

    /// <summary>The page on which people decide. It need not know its own address: browsers say where a form comes from.</summary>
    public ApprovalPage NewApprovalPage() => new(
        approvals,
        new ApprovalDesk(approvals, Steps.Issues, Steps.Artifacts, Steps.Repositories, NewWorkflow(), time),
        Steps.Artifacts,
        new ApprovalSettings(),
        Steps.Redactor,
        time);

    /// <summary>What reads the fate of pull requests.</summary>
    public OutcomeReader Outcomes => new(Steps.Issues, Steps.Host, Steps.Redactor, time);

    /// <summary>SELFHEAL_REDACT_IPS takes public IP addresses out too.</summary>
    public static Redactor RedactorFrom(Func<string, string?> environment) => new(RedactIps: environment("SELFHEAL_REDACT_IPS") is { Length: > 0 });

    StepFunctionsWorkflow NewWorkflow() => new(Required("SELFHEAL_STATE_MACHINE_ARN"));

    string Required(string name) => environment(name) is { Length: > 0 } value ? value : throw new MissingSettingException(name);

    // Without a prefix there are no settings to read: the repositories are public, or the environment opens them.
    async Task<GitAccess> AccessAsync(CancellationToken cancellation)
    {
        if (environment("SELFHEAL_SETTINGS_PREFIX") is not { Length: > 0 })
            return GitAccess.FromEnvironment(environment);
        var credentials = await settings.Value.CredentialsAsync(cancellation);
        var login = await LoginAsync(cancellation);
        return login.ForGit(new GitAccess { SshKey = credentials.SshKey, SshKnownHosts = credentials.KnownHosts });
    }

    // The same one as long as its credentials are: an app's token is good for an hour.
    async Task<GitHubLogin> LoginAsync(CancellationToken cancellation)
    {
        var access = await GitHubAsync(cancellation);
        if (lastLogin is { } login && login.Access == access)
            return login;
        return lastLogin = new GitHubLogin(access, time);
    }

    async Task<GitHubAccess> GitHubAsync(CancellationToken cancellation) => environment("SELFHEAL_SETTINGS_PREFIX") is { Length: > 0 }
        ? GitHubAccess.Of(await settings.Value.CredentialsAsync(cancellation), environment)
        : GitHubAccess.FromEnvironment(environment);

    Uri? Address(string name) => Uri.TryCreate(environment(name), UriKind.Absolute, out var address) ? address : null;

    // Behind an endpoint of one's own, a bucket is a path: its host name is known to nobody.
    AmazonS3Client S3() => new(new AmazonS3Config
    {
        ForcePathStyle = (environment("AWS_ENDPOINT_URL_S3") ?? environment("AWS_ENDPOINT_URL")) is { Length: > 0 },
    });
}

/// <summary>An environment variable of the function is not set.</summary>
sealed class MissingSettingException(string name) : Exception($"{name} is not set in the function's environment. template.yaml sets it; deploy again.");
