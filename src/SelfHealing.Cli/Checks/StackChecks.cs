using System.Globalization;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Checks;

/// <summary>Whether the stack is deployed, and what its outputs name is there.</summary>
/// <param name="name">The stack's name.</param>
/// <param name="table">The table of issues; null: the one that the stack names.</param>
sealed class StackChecks(string name, string? table)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellation)
    {
        DeployedStack? stack = null;
        var results = new List<CheckResult>
        {
            await Checking.OfAsync("stack", async () =>
            {
                stack = await DeployedStack.ReadAsync(name, cancellation)
                    ?? throw new UsageException($"there is no stack {name} in this account and region: sam deploy, or name yours with --stack.");
                // ROLLBACK_COMPLETE is no deployment; UPDATE_ROLLBACK_COMPLETE is the one before.
                return stack.Status.EndsWith("_COMPLETE", StringComparison.Ordinal) && stack.Status is not ("ROLLBACK_COMPLETE" or "DELETE_COMPLETE")
                    ? $"{name} is {stack.Status}"
                    : throw new UsageException($"{name} is {stack.Status}: its events in the CloudFormation console say why.");
            }),
        };
        if ((table ?? Output("IssuesTable")) is { } issues)
        {
            results.Add(await Checking.OfAsync("table of issues", async () =>
            {
                await DynamoTable.CheckAsync(issues, cancellation);
                return $"{issues} is there";
            }));
        }
        if (Output("ArtifactsBucket") is { } bucket)
        {
            results.Add(await Checking.OfAsync("bucket of artifacts", async () =>
            {
                await ArtifactsBucket.CheckAsync(bucket, cancellation);
                return $"{bucket} is there";
            }));
        }
        if (Output("ApprovalsTopic") is { } topic)
            results.Add(await Checking.OfAsync("approvers", async () => Approvers(await ApprovalTopic.ReadAsync(topic, cancellation))));
        return results;

        string? Output(string output) => stack?.Outputs.GetValueOrDefault(output);
    }

    static string Approvers(ApprovalTopic topic) => topic switch
    {
        { Confirmed: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{topic.Confirmed} get the mails"),
        { Pending: > 0 } => throw new UsageException("nobody gets the mails yet: the link in the mail with which AWS asks for a confirmation has not been followed."),
        _ => throw new UsageException("nobody gets the mails: sam deploy --parameter-overrides ApproverEmail=ADDRESS, or subscribe to the topic of the output ApprovalsTopic."),
    };
}
