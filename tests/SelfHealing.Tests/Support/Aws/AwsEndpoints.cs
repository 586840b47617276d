namespace SelfHealing.Tests.Support.Aws;

/// <summary>The AWS services that this process calls. The SDK reads their addresses from the environment, so its tests take turns.</summary>
public sealed class AwsEndpoints : IDisposable
{
    public AwsEndpoints()
    {
        foreach (var (name, value) in SignedServer.Credentials)
            Environment.SetEnvironmentVariable(name, value);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", Bedrock.Url);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SNS", Sns.Url);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SFN", StepFunctions.Url);
    }

    internal SignedServer Bedrock { get; } = new("bedrock");

    internal SignedServer Sns { get; } = new("sns");

    internal SignedServer StepFunctions { get; } = new("states");

    public void Dispose()
    {
        Bedrock.Dispose();
        Sns.Dispose();
        StepFunctions.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class AwsEndpointsCollection : ICollectionFixture<AwsEndpoints>
{
    public const string Name = "AWS endpoints";
}
