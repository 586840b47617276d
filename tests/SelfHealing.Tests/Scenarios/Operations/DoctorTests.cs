using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Scenarios.Operations;

/// <summary>What is missing, on this machine and on AWS.</summary>
[Collection(AwsEndpointsCollection.Name)]
public sealed class DoctorTests(AwsEndpoints endpoints) : IDisposable
{
    const string Topic = "arn:aws:sns:eu-central-1:123456789012:selfheal-Approvals";

    readonly AwsDeployment aws = new();
    readonly SelfHeal selfheal = new();

    [Fact]
    public async Task A_machine_without_any_settings_lacks_nothing_that_is_needed()
    {
        var result = await selfheal.RunAsync("doctor");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output);
        result.Output.ShouldContain($"ok       home: {selfheal.Home} can be written to");
        result.Output.ShouldContain("note     git: there is no git program on the PATH");
        result.Output.ShouldContain("note     GitHub: SELFHEAL_GITHUB_TOKEN is not set");
        result.Output.ShouldContain(" --verify: tests ");
    }

    [Fact]
    public async Task A_home_that_is_no_folder_is_missing()
    {
        using var folder = new TemporaryFolder();
        using var broken = new SelfHeal { HomeFolder = folder.Write("file", "") };

        var result = await broken.RunAsync("doctor");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("missing  home: The database");
    }

    [Theory]
    [InlineData(UnixFileMode.None, false)]
    [InlineData(UnixFileMode.GroupRead | UnixFileMode.GroupExecute, true)]
    [InlineData(UnixFileMode.OtherExecute, true)]
    public async Task A_home_that_others_can_read_is_noted(UnixFileMode others, bool isNoted)
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(selfheal.Home);
        File.SetUnixFileMode(selfheal.Home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | others);

        var result = await selfheal.RunAsync("doctor");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output);
        result.Output.Contains($"note     home: others on this machine can read the source code and crashes in {selfheal.Home}: chmod 700").ShouldBe(isNoted, result.Output);
    }

    [Fact]
    public async Task The_token_the_repository_and_the_model_are_tried()
    {
        using var orders = new HostedOrders();
        using var chat = ChatServer.Replying("ready");
        selfheal.Environment["SELFHEAL_GITHUB_TOKEN"] = Drafts.Token;
        selfheal.Environment["SELFHEAL_GITHUB_API"] = orders.GitHub.Url;

        var result = await selfheal.RunAsync("doctor", "--repo", orders.Url, "--model", $"openai:{chat.Url}#m", "--json");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output);
        var checks = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToDictionary(line => (string)line["check"]!);
        ((string?)checks["GitHub token"]["says"]).ShouldBe("is taken; its scopes are repo, read:org");
        foreach (var check in (string[])["GitHub token", "repository", "push", "pull requests", "model"])
            ((string?)checks[check]["verdict"]).ShouldBe("ok", check);
        (result.Output + result.Error).ShouldNotContain(Drafts.Token);
    }

    [Fact]
    public async Task A_token_that_github_does_not_take_is_missing()
    {
        using var orders = new HostedOrders();
        orders.GitHub.Instead = _ => GitHubAnswer.Error(401, $"Bad credentials: {Drafts.Token}");
        selfheal.Environment["SELFHEAL_GITHUB_TOKEN"] = Drafts.Token;
        selfheal.Environment["SELFHEAL_GITHUB_API"] = orders.GitHub.Url;

        var result = await selfheal.RunAsync("doctor");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("missing  GitHub token: 127.0.0.1 does not accept the token: it is expired");
        result.Output.ShouldNotContain(Drafts.Token);
    }

    [Fact]
    public async Task Half_a_github_app_is_missing_and_the_rest_is_looked_at_all_the_same()
    {
        using var chat = ChatServer.Replying("ready");
        selfheal.Environment["SELFHEAL_GITHUB_APP_ID"] = "12";

        var result = await selfheal.RunAsync("doctor", "--repo", "https://github.com/acme/orders", "--model", $"openai:{chat.Url}#m");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("missing  GitHub: A GitHub App needs both SELFHEAL_GITHUB_APP_ID and SELFHEAL_GITHUB_APP_KEY");
        result.Output.ShouldContain("ok       model: ");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_aws_every_service_is_looked_at()
    {
        using var orders = new HostedOrders();
        selfheal.Environment["SELFHEAL_GITHUB_API"] = orders.GitHub.Url;
        aws.SetService("orders", $$"""{"logGroups": ["/aws/lambda/orders", "/ecs/orders", "/ecs/gone"], "repository": "{{orders.Url}}"}""");
        aws.SetService("shop", """{"logGroups": ["/ecs/shop"]}""");
        aws.SetSecret("github/token", Drafts.Token);
        aws.Logs.Groups["/aws/lambda/orders"] = [];
        aws.Logs.Groups["/ecs/orders"] = [];
        aws.Logs.Add("/aws/lambda/orders", "selfheal", AwsDeployment.Ingest);

        var result = await selfheal.RunAsync("doctor", "--aws");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("ok       AWS credentials: arn:aws:iam::123456789012:user/ada in eu-central-1");
        result.Output.ShouldContain("missing  settings: The parameter /selfheal/services/shop is wrong: \"repository\" is missing");
        result.Output.ShouldContain("ok       secrets: github/token");
        result.Output.ShouldContain("ok       orders: repository: commit ");
        result.Output.ShouldContain("ok       orders: push");
        result.Output.ShouldContain($"ok       orders: log group /aws/lambda/orders: is watched by {AwsDeployment.Ingest}");
        result.Output.ShouldContain("missing  orders: log group /ecs/orders: is not watched: selfheal watch-log-group add /ecs/orders");
        result.Output.ShouldContain("missing  orders: log group /ecs/gone: there is none");
        result.Output.ShouldNotContain(Drafts.Token);
    }

    [Fact]
    public async Task On_aws_the_stack_is_looked_at_with_its_table_and_bucket_and_approvers()
    {
        await using var dynamo = await DynamoServer.StartDynaliteAsync();
        await using var s3 = new S3Server();
        await s3.InitializeAsync();
        aws.Serve("DYNAMODB", dynamo.Url);
        aws.Serve("S3", s3.Url);
        aws.CloudFormation.Answer = _ => AwsDeployment.StackAnswer(
            "UPDATE_COMPLETE", ("IssuesTable", DynamoServer.Table), ("ArtifactsBucket", S3Server.Bucket), ("ApprovalsTopic", Topic));
        endpoints.Sns.Answer = _ => TopicAnswer(confirmed: 2, pending: 1);

        var result = await selfheal.RunAsync("doctor", "--aws");

        result.Output.ShouldContain("ok       stack: selfheal is UPDATE_COMPLETE");
        result.Output.ShouldContain("ok       table of issues: issues is there");
        result.Output.ShouldContain("ok       bucket of artifacts: artifacts is there");
        result.Output.ShouldContain("ok       approvers: 2 get the mails");
        aws.CloudFormation.Calls.ShouldHaveSingleItem().Body.ShouldBe("Action=DescribeStacks&Version=2010-05-15&StackName=selfheal");
        endpoints.Sns.Calls[^1].Body.ShouldBe($"Action=GetTopicAttributes&Version=2010-03-31&TopicArn={Uri.EscapeDataString(Topic)}");
    }

    [Theory]
    [InlineData(0, 1, "the link in the mail with which AWS asks for a confirmation has not been followed")]
    [InlineData(0, 0, "sam deploy --parameter-overrides ApproverEmail=ADDRESS")]
    public async Task Approvers_who_get_no_mail_are_missing(int confirmed, int pending, string says)
    {
        aws.CloudFormation.Answer = _ => AwsDeployment.StackAnswer("CREATE_COMPLETE", ("ApprovalsTopic", Topic));
        endpoints.Sns.Answer = _ => TopicAnswer(confirmed, pending);

        var result = await selfheal.RunAsync("doctor", "--aws");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("missing  approvers: nobody gets the mails");
        result.Output.ShouldContain(says);
    }

    [Fact]
    public async Task A_bucket_that_is_gone_is_missing()
    {
        await using var s3 = new S3Server();
        await s3.InitializeAsync();
        aws.Serve("S3", s3.Url);
        aws.CloudFormation.Answer = _ => AwsDeployment.StackAnswer("CREATE_COMPLETE", ("ArtifactsBucket", "gone"));

        (await selfheal.RunAsync("doctor", "--aws")).Output.ShouldContain("missing  bucket of artifacts: The bucket gone cannot be looked at: NoSuchBucket");
    }

    [Theory]
    [InlineData("ROLLBACK_COMPLETE")]
    [InlineData("CREATE_IN_PROGRESS")]
    [InlineData("UPDATE_ROLLBACK_FAILED")]
    public async Task A_stack_that_is_not_deployed_whole_is_missing(string status)
    {
        aws.CloudFormation.Answer = _ => AwsDeployment.StackAnswer(status);

        (await selfheal.RunAsync("doctor", "--aws")).Output.ShouldContain($"missing  stack: selfheal is {status}: its events");
    }

    [Theory]
    [InlineData(400, "ValidationError", "Stack with id mine does not exist", "there is no stack mine in this account and region: sam deploy")]
    [InlineData(403, "AccessDenied", "User ada may not", "The stack mine cannot be read: AccessDenied: User ada may not")]
    public async Task A_stack_that_cannot_be_read_is_missing(int status, string code, string message, string says)
    {
        aws.CloudFormation.Answer = _ => new AwsAnswer(status, $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>");

        var result = await selfheal.RunAsync("doctor", "--aws", "--stack", "mine");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain($"missing  stack: {says}");
    }

    [Fact]
    public async Task A_page_in_the_place_of_an_answer_is_said_to_be_one()
    {
        aws.CloudFormation.Answer = _ => new AwsAnswer(200, "<html><p>Sign in to the network</html>");

        (await selfheal.RunAsync("doctor", "--aws")).Output.ShouldContain(
            "missing  stack: The stack selfheal cannot be read: The answer is not one of CloudFormation: is a proxy on the way to it?");
    }

    [Fact]
    public async Task Credentials_that_aws_does_not_take_end_the_look_at_aws()
    {
        aws.Sts.Answer = _ => new AwsAnswer(403, "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token is invalid.</Message></Error></ErrorResponse>");

        var result = await selfheal.RunAsync("doctor", "--aws");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("missing  AWS credentials: AWS does not say who we are: InvalidClientTokenId: The security token is invalid.");
        aws.Parameters.Calls.ShouldBeEmpty();
    }

    static AwsAnswer TopicAnswer(int confirmed, int pending) => new(
        200,
        $"""
        <GetTopicAttributesResponse xmlns="https://sns.amazonaws.com/doc/2010-03-31/"><GetTopicAttributesResult><Attributes>
        <entry><key>SubscriptionsConfirmed</key><value>{confirmed}</value></entry>
        <entry><key>SubscriptionsPending</key><value>{pending}</value></entry>
        </Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>
        """);

    public void Dispose()
    {
        aws.Dispose();
        selfheal.Dispose();
    }
}
