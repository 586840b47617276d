using Amazon.S3;
using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Models;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Lambda;

/// <summary>
/// The steps' world on AWS, by the names in the function's environment. A client is made when its port is first used: a function that
/// needs no table makes no client of one, and does not fail for want of its name.
/// </summary>
static class AwsPorts
{
    // The only folder that a function may write.
    const string Scratch = "/tmp/selfheal";

    // The function's own time ends sooner where it is shorter.
    static readonly TimeSpan ModelTimeout = TimeSpan.FromMinutes(10);

    public static StepPorts From(Func<string, string?> environment, TimeProvider time)
    {
        var repositories = new GitRepository(Scratch, GitAccess.FromEnvironment(environment));
        return new StepPorts(
            new LazyIssueStore(() => throw new MissingSettingException("SELFHEAL_ISSUES_TABLE")),
            new LazyArtifactStore(() => new S3ArtifactStore(S3(environment), Required("SELFHEAL_ARTIFACTS_BUCKET"))),
            repositories,
            new BranchOnlyHost(),
            new ChatModels(
                new OpenAiModels(environment("SELFHEAL_MODEL_KEY"), ModelTimeout),
                new BedrockModels(BedrockSettings.FromEnvironment(environment, ModelTimeout))),
            new LazyNotifier(() => new SnsNotifier(Required("SELFHEAL_APPROVALS_TOPIC"))),
            new ProcessTestRunner(repositories, Scratch, TimeSpan.FromMinutes(10)),
            RedactorFrom(environment),
            time);

        string Required(string name) => environment(name) is { Length: > 0 } value ? value : throw new MissingSettingException(name);
    }

    /// <summary>SELFHEAL_REDACT_IPS takes public IP addresses out too.</summary>
    public static Redactor RedactorFrom(Func<string, string?> environment) => new(RedactIps: environment("SELFHEAL_REDACT_IPS") is { Length: > 0 });

    // Behind an endpoint of one's own, a bucket is a path: its host name is known to nobody.
    static AmazonS3Client S3(Func<string, string?> environment) => new(new AmazonS3Config
    {
        ForcePathStyle = (environment("AWS_ENDPOINT_URL_S3") ?? environment("AWS_ENDPOINT_URL")) is { Length: > 0 },
    });
}

/// <summary>An environment variable of the function is not set.</summary>
sealed class MissingSettingException(string name) : Exception($"{name} is not set in the function's environment. template.yaml sets it; deploy again.");
