using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The Resource of a Task state: a Lambda function by its ARN, or a service integration.</summary>
/// <param name="Service">Such as <c>lambda</c>; null for the ARN of a function.</param>
/// <param name="Action">Such as <c>invoke.waitForTaskToken</c>.</param>
sealed record TaskResource(string Arn, string? Service, string? Action)
{
    public bool IsFunction => Service is null;

    public bool WaitsForToken => Action?.EndsWith(".waitForTaskToken", StringComparison.Ordinal) == true;

    /// <summary>The integration <c>lambda:invoke</c>, with or without a token.</summary>
    public bool InvokesLambda => Service == "lambda";

    /// <summary>How the error for an oversized result names the task.</summary>
    public string DisplayName => Service ?? Arn;

    public static TaskResource Read(DefinitionNode node, DefinitionContext context)
    {
        var arn = node.RequiredText("Resource");
        var resource = Parse(arn);
        if (resource is null || (!resource.IsFunction && !context.Integrations.Contains(resource.Integration)))
        {
            node.Problem("Resource", $"'{arn}' is not supported here: "
                + "only Lambda functions by their ARN, lambda:invoke, lambda:invoke.waitForTaskToken, codebuild:startBuild.sync and sns:publish");
        }
        return resource ?? new TaskResource(arn, null, null);
    }

    string Integration => $"{Service}:{Action}";

    // arn:partition:lambda:region:account:function:name or arn:partition:states:region:account:service[:api]:action
    static TaskResource? Parse(string arn)
    {
        var parts = arn.Split(':', 6);
        if (parts is not ["arn", _, var service, _, _, var rest])
            return null;
        if (service == "lambda")
            return rest.StartsWith("function:", StringComparison.Ordinal) ? new TaskResource(arn, null, null) : null;
        var names = rest.Split(':');
        if (service != "states" || names.Length < 2)
            return null;
        var isSdk = names[0] == "aws-sdk" && names.Length > 2;
        return new TaskResource(
            arn,
            isSdk ? $"{names[0]}:{names[1]}" : names[0],
            string.Join(':', names[(isSdk ? 2 : 1)..]));
    }

    /// <summary>The result of the task as the state sees it: lambda:invoke puts what the API says around the function's answer.</summary>
    public JsonNode? Result(JsonNode? answer, RandomSource random) => !InvokesLambda ? answer : new JsonObject
    {
        ["ExecutedVersion"] = "$LATEST",
        ["Payload"] = answer?.DeepClone(),
        ["SdkHttpMetadata"] = new JsonObject { ["HttpStatusCode"] = 200 },
        ["SdkResponseMetadata"] = new JsonObject { ["RequestId"] = random.NextUuid() },
        ["StatusCode"] = 200,
    };
}
