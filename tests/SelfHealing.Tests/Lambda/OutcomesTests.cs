using SelfHealing.Issues;
using SelfHealing.Tests.Support.Aws;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Lambda;

/// <summary>The native function that reads the fate of pull requests: DynamoDB, Parameter Store and GitHub as far as it uses them.</summary>
public sealed class OutcomesTests(IssueStores stores) : IClassFixture<IssueStores>
{
    [Fact]
    public async Task A_merged_pull_request_is_kept_and_counted()
    {
        using var github = new GitHubServer();
        using var settings = new ParameterServer();
        settings.Stored["/selfheal/github/token"] = ("SecureString", Drafts.Token);
        var pull = github.State.Add(Drafts.Branch, "Fix", Drafts.Of(github).Body);
        GitHubState.Close(pull, merged: true);
        var key = new IssueKey("orders", "v1:3c432d910db99f7e0123");
        var now = TimeProvider.System.GetUtcNow();
        var issues = await stores.OpenAsync(StoreKind.Dynalite);
        await issues.TryPutAsync(
            new Issue(key, IssueStatus.PullRequestOpen, "run-1", now, now, now, Occurrences: 1, Version: 1) { PullRequest = (string?)pull["html_url"] }, TestContext.Current.CancellationToken);
        await using var lambda = await LambdaEmulator.StartAsync("Outcomes", new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL_DYNAMODB"] = (await stores.Dynalite).Client.Config.ServiceURL,
            ["AWS_ENDPOINT_URL_SSM"] = settings.Url,
            ["SELFHEAL_ISSUES_TABLE"] = DynamoServer.Table,
            ["SELFHEAL_SETTINGS_PREFIX"] = "/selfheal",
            ["SELFHEAL_GITHUB_API"] = github.Url + "/",
            ["AWS_LAMBDA_LOG_FORMAT"] = "JSON",
        });

        var report = (await lambda.InvokeAsync("""{"detail-type":"Scheduled Event","source":"aws.events"}""")).Output;
        var again = (await lambda.InvokeAsync("{}")).Output;

        ((int?)report["read"]).ShouldBe(1);
        ((string?)report["news"]![0]!["ended"]!["ending"]).ShouldBe("merged");
        ((int?)again["read"]).ShouldBe(0);
        (await issues.FindAsync(key, TestContext.Current.CancellationToken)).ShouldNotBeNull().Status.ShouldBe(IssueStatus.Merged);
        var metrics = lambda.LogWith("_aws").ShouldHaveSingleItem();
        ((string?)metrics["Service"]).ShouldBe("orders");
        ((double?)metrics["FixesMerged"]).ShouldBe(1);
        ((double?)metrics["TimeToMerge"]).ShouldBe(86400);
    }
}
