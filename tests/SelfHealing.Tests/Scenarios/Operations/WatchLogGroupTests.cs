using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Settings;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Scenarios.Operations;

[Collection(AwsEndpointsCollection.Name)]
public sealed class WatchLogGroupTests : IDisposable
{
    const string Group = "/aws/lambda/orders";
    const string Stream = "arn:aws:kinesis:eu-central-1:123456789012:stream/audit";

    readonly AwsDeployment aws = new();
    readonly SelfHeal selfheal = new();

    public WatchLogGroupTests()
    {
        aws.SetService("orders", """{"logGroups": ["/aws/lambda/orders", "/aws/lambda/selfheal-functions"], "repository": "https://github.com/acme/orders"}""");
        aws.Logs.Groups[Group] = [];
    }

    JsonObject Filter => aws.Logs.Groups[Group].ShouldHaveSingleItem();

    [Fact]
    public async Task A_log_group_is_subscribed_to_the_stacks_function_once()
    {
        var added = await selfheal.RunAsync("watch-log-group", "add", Group);
        var again = await selfheal.RunAsync("watch-log-group", "add", Group);

        added.ExitCode.ShouldBe(ExitCode.Healed, added.Error);
        ((string?)Filter["destinationArn"]).ShouldBe(AwsDeployment.Ingest);
        ((string?)Filter["filterPattern"]).ShouldBe(LogFilter.Default);
        again.ExitCode.ShouldBe(ExitCode.Healed, again.Error);
        again.Output.ShouldContain("is watched already");
    }

    [Fact]
    public async Task A_pattern_and_a_function_can_be_named_and_the_pattern_changed()
    {
        const string Other = "arn:aws:lambda:eu-central-1:123456789012:function:blue-Ingest";

        await selfheal.RunAsync("watch-log-group", "add", Group, "--function", Other);
        var changed = await selfheal.RunAsync("watch-log-group", "add", Group, "--function", Other, "--pattern", "");

        changed.ExitCode.ShouldBe(ExitCode.Healed, changed.Error);
        ((string?)Filter["destinationArn"]).ShouldBe(Other);
        ((string?)Filter["filterPattern"]).ShouldBe("");
    }

    [Theory]
    [InlineData("/aws/lambda/selfheal-functions", "a log group of the stack selfheal itself")]
    [InlineData("/aws/vendedlogs/states/selfheal-machine", "a log group of the stack selfheal itself")]
    [InlineData("/ecs/unknown", "in the logGroups of no service under /selfheal/services")]
    public async Task A_log_group_that_must_not_be_watched_is_refused(string logGroup, string problem)
    {
        aws.Logs.Groups[logGroup] = [];

        var result = await selfheal.RunAsync("watch-log-group", "add", logGroup);

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain(problem);
        aws.Logs.Groups[logGroup].ShouldBeEmpty();
    }

    [Fact]
    public async Task The_stack_of_a_named_function_has_its_own_log_groups()
    {
        aws.SetService("blue", """{"logGroups": ["/aws/lambda/blue-functions"], "repository": "https://github.com/acme/blue"}""");

        var result = await selfheal.RunAsync("watch-log-group", "add", "/aws/lambda/blue-functions", "--function", "arn:aws:lambda:eu-central-1:123456789012:function:blue-Ingest");

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain("of the stack blue itself");
    }

    [Fact]
    public async Task Two_other_filters_leave_no_room_and_are_named()
    {
        aws.Logs.Add(Group, "audit", Stream);
        aws.Logs.Add(Group, "search", Stream);

        var result = await selfheal.RunAsync("watch-log-group", "add", Group);

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain($"has 2 subscription filters, the most that CloudWatch Logs allows: audit (to {Stream}) and search (to {Stream})");
    }

    [Fact]
    public async Task One_other_filter_stays_and_one_of_our_name_that_leads_elsewhere_is_not_overwritten()
    {
        aws.Logs.Add(Group, "audit", Stream);
        var beside = await selfheal.RunAsync("watch-log-group", "add", Group);
        aws.Logs.Groups[Group].Clear();
        aws.Logs.Add(Group, "selfheal", Stream);
        var taken = await selfheal.RunAsync("watch-log-group", "add", Group);

        beside.Output.ShouldContain($"Its other filter stays: audit (to {Stream})");
        taken.ExitCode.ShouldBe(ExitCode.Unexpected);
        ((string?)Filter["destinationArn"]).ShouldBe(Stream);
    }

    [Fact]
    public async Task Removing_leaves_the_filters_that_lead_elsewhere()
    {
        aws.Logs.Add(Group, "audit", Stream);
        aws.Logs.Add(Group, "selfheal-LogSubscription1-ABC", AwsDeployment.Ingest);

        var removed = await selfheal.RunAsync("watch-log-group", "remove", Group);
        var again = await selfheal.RunAsync("watch-log-group", "remove", Group);

        removed.ExitCode.ShouldBe(ExitCode.Healed, removed.Error);
        removed.Output.ShouldContain("take the log group out of the parameter LogGroups too");
        ((string?)Filter["filterName"]).ShouldBe("audit");
        again.Output.ShouldContain("is not watched by");
    }

    [Fact]
    public async Task The_list_says_which_groups_are_watched_and_which_do_not_exist()
    {
        aws.Logs.Add(Group, "selfheal", AwsDeployment.Ingest);
        aws.Logs.Add(Group, "audit", Stream);

        var people = await selfheal.RunAsync("watch-log-group", "list");
        var json = await selfheal.RunAsync("watch-log-group", "list", Group, "--json");

        people.ExitCode.ShouldBe(ExitCode.Unexpected);
        people.Output.ShouldContain($"{Group}  selfheal  watched");
        people.Output.ShouldContain($"{Group}  audit  leads to {Stream}");
        people.Output.ShouldContain("/aws/lambda/selfheal-functions  does not exist");
        json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (bool)JsonNode.Parse(line)!["ours"]!).ShouldBe([true, false]);
    }

    [Fact]
    public async Task What_aws_says_is_passed_on()
    {
        aws.Logs.Refusal = "Could not execute the lambda function.";
        var refused = await selfheal.RunAsync("watch-log-group", "add", Group);
        aws.Sts.Answer = _ => new AwsAnswer(403, """<ErrorResponse><Error><Code>ExpiredToken</Code><Message>The security token is expired</Message></Error></ErrorResponse>""");
        var expired = await selfheal.RunAsync("watch-log-group", "list");

        refused.ExitCode.ShouldBe(ExitCode.Unexpected);
        refused.Error.ShouldContain("Could not execute the lambda function.");
        expired.ExitCode.ShouldBe(ExitCode.Unexpected);
        expired.Error.ShouldContain("The security token is expired");
    }

    public void Dispose()
    {
        aws.Dispose();
        selfheal.Dispose();
    }
}
