namespace SelfHealing.Tests.Support.Aws;

/// <summary>
/// An account with the parts of AWS that an operator's commands call. The SDK reads addresses from the environment, so tests with one take
/// turns: they belong to <see cref="AwsEndpointsCollection"/>.
/// </summary>
sealed class AwsDeployment : IDisposable
{
    public const string Ingest = "arn:aws:lambda:eu-central-1:123456789012:function:selfheal-Ingest";

    const string Caller =
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::123456789012:user/ada</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
        </GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """;

    readonly List<string> variables = [];

    public AwsDeployment()
    {
        Sts.Answer = _ => new AwsAnswer(200, Caller);
        CloudFormation.Answer = _ => StackAnswer("CREATE_COMPLETE");
        Serve("SSM", Parameters.Url);
        Serve("CLOUDWATCH_LOGS", Logs.Url);
        Serve("STS", Sts.Url);
        Serve("CLOUDFORMATION", CloudFormation.Url);
    }

    public ParameterServer Parameters { get; } = new();

    public LogsServer Logs { get; } = new();

    public SignedServer Sts { get; } = new("sts");

    public SignedServer CloudFormation { get; } = new("cloudformation");

    /// <summary>What CloudFormation says of a stack.</summary>
    public static AwsAnswer StackAnswer(string status, params (string Key, string Value)[] outputs) => new(
        200,
        $"""
        <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
        <StackName>selfheal</StackName><StackStatus>{status}</StackStatus>
        <Outputs>{string.Concat(outputs.Select(output => $"<member><Description>d</Description><OutputKey>{output.Key}</OutputKey><OutputValue>{output.Value}</OutputValue></member>"))}</Outputs>
        </member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """);

    /// <summary>Says where another service is.</summary>
    public void Serve(string service, string url)
    {
        variables.Add($"AWS_ENDPOINT_URL_{service}");
        Environment.SetEnvironmentVariable(variables[^1], url);
    }

    public void SetService(string name, string document) => Parameters.Stored[$"/selfheal/services/{name}"] = ("String", document);

    public void SetSecret(string name, string value) => Parameters.Stored[$"/selfheal/{name}"] = ("SecureString", value);

    public void Dispose()
    {
        foreach (var variable in variables)
            Environment.SetEnvironmentVariable(variable, null);
        Parameters.Dispose();
        Logs.Dispose();
        Sts.Dispose();
        CloudFormation.Dispose();
    }
}
