using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SelfHealing.Tests.Steps.PackTests;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Lambda;

/// <summary>
/// From the log text to a branch in native functions, one process each, with the build's own script for the tests and a person in between who
/// decides on the page.
/// </summary>
public sealed partial class WholeRunTests(S3Server s3, IssueStores stores) : IClassFixture<S3Server>, IClassFixture<IssueStores>, IDisposable
{
    const string Published = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";

    readonly SignedServer sns = new("sns") { Answer = _ => new AwsAnswer(200, Published) };
    readonly SignedServer states = new("states");
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
    readonly Dictionary<string, string?> github = [];

    [Fact]
    public async Task A_crash_becomes_a_branch_when_a_person_approves_on_the_page()
    {
        var state = await UpToApprovalAsync("orders", orders.Path);

        state["approval"] = await ApproveAsync();

        var commit = await CommitAsync(state);
        orders.Git("show", "--stat", (string)commit.Output["branch"]!).ShouldContain("orders/carts.py");
    }

    /// <summary>What Octokit sends and reads by reflection has to be in this executable too.</summary>
    [Fact]
    public async Task A_crash_becomes_a_pull_request_on_GitHub()
    {
        using var hosted = new HostedOrders();
        using var settings = new ParameterServer();
        settings.Stored["/selfheal/github/token"] = ("SecureString", Drafts.Token);
        github["AWS_ENDPOINT_URL_SSM"] = settings.Url;
        github["SELFHEAL_SETTINGS_PREFIX"] = "/selfheal";
        github["SELFHEAL_GITHUB_API"] = hosted.GitHub.Url + "/";
        var state = await UpToApprovalAsync("hosted", hosted.Url);
        state["approval"] = await ApproveAsync();

        var opened = (await CommitAsync(state)).Output;
        var again = (await CommitAsync(state)).Output;

        var pull = hosted.GitHub.State.Pulls.ShouldHaveSingleItem();
        ((string?)opened["url"]).ShouldBe((string?)pull["html_url"]);
        ((string?)again["url"]).ShouldBe((string?)pull["html_url"]);
        ((string?)pull["base"]!["ref"]).ShouldBe("main");
        ((string?)pull["body"]).ShouldNotBeNull().ShouldContain("## Root cause");
        ((string?)pull["requested_reviewers"]![0]!["login"]).ShouldBe("ada");
        hosted.Git("show", "--stat", (string)opened["branch"]!).ShouldContain("orders/carts.py");
    }

    public void Dispose()
    {
        sns.Dispose();
        states.Dispose();
        orders.Dispose();
    }

    // What a person does with the mail, and what Step Functions is told then.
    async Task<JsonNode> ApproveAsync()
    {
        var mail = WebUtility.UrlDecode(sns.Calls.ShouldHaveSingleItem().Body);
        mail.ShouldNotContain("the-token");
        var path = Link().Match(mail).Groups["path"].Value;
        var page = await OpenAsync("GET", path);
        ((int?)page.Output["statusCode"]).ShouldBe(200);
        ((string?)page.Output["body"]).ShouldNotBeNull().ShouldContain("dictionary changed size during iteration");
        states.Calls.ShouldBeEmpty();

        var nonce = Nonce().Match((string)page.Output["body"]!).Groups["nonce"].Value;
        var decided = await OpenAsync("POST", path, $"nonce={nonce}&decision=approve&name=Ada");

        ((int?)decided.Output["statusCode"]).ShouldBe(303, decided.Output.ToJsonString());
        var told = states.Calls.ShouldHaveSingleItem();
        told.Target.ShouldBe("AWSStepFunctions.SendTaskSuccess");
        var answer = JsonNode.Parse(told.Body)!;
        ((string?)answer["taskToken"]).ShouldBe("the-token");
        return JsonNode.Parse((string)answer["output"]!)!;
    }

    Task<FunctionResult> CommitAsync(JsonObject state) =>
        InvokeAsync("CommitPullRequest", new JsonObject { ["execution"] = (string?)state["execution"], ["executionArn"] = null, ["state"] = state.DeepClone() });

    // What the state machine does, with the results where it puts them.
    async Task<JsonObject> UpToApprovalAsync(string service, string repository)
    {
        var state = new JsonObject
        {
            ["execution"] = $"run-of-{service}",
            ["taskToken"] = "the-token",
            ["service"] = BootstrapTests.Service("patterns", repository),
            ["source"] = "orders",
            ["log"] = await File.ReadAllTextAsync(RepositoryRoot.Combine("samples/orders/crash.log"), TestContext.Current.CancellationToken),
            ["fingerprint"] = null,
            ["attempt"] = new JsonObject { ["number"] = 1, ["problems"] = new JsonArray() },
        };
        state["service"]!["name"] = service;
        state["service"]!["verify"] = "grep -q 'in list(self._carts.items()):' orders/carts.py";
        (string Step, string Result)[] steps = [("Parse", "crash"), ("Dedupe", "issue"), ("FetchCode", "code"), ("Generate", "fix"), ("ValidateSyntax", "validation")];
        foreach (var (step, result) in steps)
            state[result] = (await InvokeAsync(step, state)).Output;
        var build = (await InvokeAsync("PackTests", state)).Output;
        var ended = await TestBuildScript.RunAsync((string)build["build"]!["pack"]!, (string)build["build"]!["results"]!);
        ended.ExitCode.ShouldBe(0, ended.StandardError);
        state["results"] = build["results"]!.DeepClone();
        state["verification"] = (await InvokeAsync("Verify", state)).Output;
        ((string?)state["verification"]!["outcome"]).ShouldBe("passed");
        ((bool?)state["verification"]!["reproduced"]).ShouldBe(true);
        _ = (await InvokeAsync("RequestApproval", state)).Output;
        return state;
    }

    Task<FunctionResult> OpenAsync(string method, string path, string body = "") => InvokeAsync("ApprovalPage", new JsonObject
    {
        ["version"] = "2.0",
        ["rawPath"] = path,
        ["headers"] = new JsonObject
        {
            ["content-type"] = "application/x-www-form-urlencoded", ["sec-fetch-site"] = "same-origin", ["origin"] = "null", ["user-agent"] = "test",
        },
        ["requestContext"] = new JsonObject { ["http"] = new JsonObject { ["method"] = method, ["path"] = path, ["sourceIp"] = "203.0.113.7" } },
        ["body"] = body,
        ["isBase64Encoded"] = false,
    });

    async Task<FunctionResult> InvokeAsync(string function, JsonObject input)
    {
        await using var lambda = await LambdaEmulator.StartAsync(function, new Dictionary<string, string?>(github)
        {
            ["AWS_ENDPOINT_URL_S3"] = s3.Url,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = (await stores.Dynalite).Client.Config.ServiceURL,
            ["AWS_ENDPOINT_URL_SNS"] = sns.Url,
            ["AWS_ENDPOINT_URL_SFN"] = states.Url,
            ["SELFHEAL_ARTIFACTS_BUCKET"] = S3Server.Bucket,
            ["SELFHEAL_ISSUES_TABLE"] = DynamoServer.Table,
            ["SELFHEAL_APPROVALS_TOPIC"] = "arn:aws:sns:eu-central-1:123456789012:approvals",
            ["SELFHEAL_APPROVAL_URL"] = "https://heal.example.org/",
            ["SELFHEAL_STATE_MACHINE_ARN"] = "arn:aws:states:eu-central-1:123456789012:stateMachine:selfheal",
        });
        return await lambda.InvokeAsync(input.ToJsonString());
    }

    [GeneratedRegex(@"https://heal\.example\.org(?<path>/approvals/[A-Za-z0-9._-]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("name=\"nonce\" value=\"(?<nonce>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Nonce();
}
