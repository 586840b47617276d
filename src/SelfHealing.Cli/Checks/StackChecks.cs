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
        await LookAsync("table of issues", table ?? Output("IssuesTable"), DynamoTable.CheckAsync);
        await LookAsync("bucket of artifacts", Output("ArtifactsBucket"), ArtifactsBucket.CheckAsync);
        if (Output("ApprovalsTopic") is { } topic)
            results.Add(await Checking.OfAsync("approvers", async () => Approvers(await ApprovalTopic.ReadAsync(topic, cancellation))));
        return results;

        string? Output(string output) => stack?.Outputs.GetValueOrDefault(output);

        async Task LookAsync(string check, string? thing, Func<string, CancellationToken, Task> look)
        {
            if (thing is null)
                return;
            results.Add(await Checking.OfAsync(check, async () =>
            {
                await look(thing, cancellation);
                return $"{thing} is there";
            }));
        }
    }

    static string Approvers(ApprovalTopic topic) => topic switch
    {
        { Confirmed: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{topic.Confirmed} get the mails"),
        { Pending: > 0 } => throw new UsageException("nobody gets the mails yet: the link in the mail with which AWS asks for a confirmation has not been followed."),
        _ => throw new UsageException("nobody gets the mails: sam deploy --parameter-overrides ApproverEmail=ADDRESS, or subscribe to the topic of the output ApprovalsTopic."),
    };
}
