namespace SelfHealing.Steps.CommitPullRequest;

/// <summary>The way from a pull request back to the run that made it.</summary>
static class RunLink
{
    /// <summary>A link to the execution's page in the AWS console, or the command that shows a local run.</summary>
    /// <param name="execution">The run's name.</param>
    /// <param name="arn">Its ARN; null when it has none.</param>
    public static string Of(string execution, string? arn)
    {
        // arn:PARTITION:states:REGION:ACCOUNT:execution:MACHINE:NAME
        if (arn?.Split(':') is not ["arn", var partition, "states", var region, _, "execution", _, _] || ConsoleOf(partition, region) is not { } console)
            return Markdown.Code($"selfheal show {execution}");
        return $"[{execution}]({console}/states/home?region={region}#/v2/executions/details/{arn})";
    }

    static string? ConsoleOf(string partition, string region) => partition switch
    {
        _ when region == "local" => null,
        "aws" => $"https://{region}.console.aws.amazon.com",
        "aws-us-gov" => "https://console.amazonaws-us-gov.com",
        "aws-cn" => "https://console.amazonaws.cn",
        _ => null,
    };
}
