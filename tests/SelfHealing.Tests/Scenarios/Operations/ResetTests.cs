using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Local;
using SelfHealing.Cli;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Scenarios.Operations;

/// <summary>A person has what is known of crashes forgotten.</summary>
[Collection(AwsEndpointsCollection.Name)]
public sealed class ResetTests : IDisposable
{
    const string Fingerprint = "v1:3c432d910db99f7e0123";

    static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    readonly AwsDeployment aws = new();
    readonly SelfHeal selfheal = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    SqliteIssueStore Local => new(new SqliteDatabase(Path.Combine(selfheal.Home, "selfheal.db"), SqliteIssueStore.Schema));

    [Fact]
    public async Task A_rejected_crash_is_healed_again_after_it()
    {
        using var orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
        string[] heal = ["heal", "--log", RepositoryRoot.Combine("samples/orders/crash.log"), "--repo", orders.Path, "--approve"];
        await selfheal.RunAsync([.. heal, "ask"]);
        var id = (await selfheal.RunAsync("runs")).Output.Split(' ')[0];
        await selfheal.RunAsync("reject", id, "--reason", "no");
        (await selfheal.RunAsync([.. heal, "auto"])).ExitCode.ShouldBe(ExitCode.NothingToHeal);

        var reset = await selfheal.RunAsync("reset", "--service", orders.Path, "--yes");

        reset.ExitCode.ShouldBe(ExitCode.Healed, reset.Error);
        reset.Output.ShouldContain("Forgotten: v1:");
        (await selfheal.RunAsync([.. heal, "auto"])).ExitCode.ShouldBe(ExitCode.Healed);
    }

    [Fact]
    public async Task One_fingerprint_is_forgotten_and_the_others_stay()
    {
        await PutAsync(Local, "orders", Fingerprint, IssueStatus.Rejected);
        await PutAsync(Local, "orders", "v1:ffffffff0db99f7e0123", IssueStatus.Rejected);

        var result = await selfheal.RunAsync("reset", "--fingerprint", "3c432d910db99f7e", "--yes");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        result.Output.ShouldContain("https://github.com/acme/orders/pull/7 was closed: reopen it");
        (await Local.FindAsync(new IssueKey("orders", Fingerprint), Cancellation)).ShouldBeNull();
        (await Local.ListAsync(IssueStatus.Rejected, Cancellation)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(IssueStatus.Healing)]
    [InlineData(IssueStatus.AwaitingApproval)]
    public async Task An_issue_with_a_run_under_way_is_left_unless_that_is_said(IssueStatus status)
    {
        await PutAsync(Local, "orders", Fingerprint, status);

        var left = await selfheal.RunAsync("reset", "--all", "--yes");
        var forgotten = await selfheal.RunAsync("reset", "--all", "--yes", "--include-running");

        left.ExitCode.ShouldBe(ExitCode.Unexpected);
        left.Output.ShouldContain("the run run-1 is under way; it is left alone");
        forgotten.ExitCode.ShouldBe(ExitCode.Healed, forgotten.Error);
        forgotten.Output.ShouldContain("the run run-1 is under way.");
        forgotten.Output.ShouldContain("Forgotten");
    }

    [Fact]
    public async Task On_aws_the_issues_of_a_service_are_forgotten_in_the_table()
    {
        await using var dynamo = await DynamoServer.StartDynaliteAsync();
        aws.Serve("DYNAMODB", dynamo.Url);
        var issues = new DynamoIssueStore(dynamo.Client, DynamoServer.Table, TimeProvider.System);
        await PutAsync(issues, "orders", Fingerprint, IssueStatus.Abstained);
        await PutAsync(issues, "billing", Fingerprint, IssueStatus.Abstained);

        var result = await selfheal.RunAsync("reset", "--service", "orders", "--table", DynamoServer.Table, "--yes");
        var doctor = await selfheal.RunAsync("doctor", "--table", DynamoServer.Table);
        var wrong = await selfheal.RunAsync("reset", "--all", "--table", "nothing", "--yes");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        (await issues.ListAsync(IssueStatus.Abstained, Cancellation)).ShouldHaveSingleItem().Key.Service.ShouldBe("billing");
        doctor.Output.ShouldContain("ok       table of issues: issues is there");
        wrong.ExitCode.ShouldBe(ExitCode.Unexpected);
        wrong.Error.ShouldContain("the table nothing");
    }

    [Theory]
    [InlineData("--yes", "Say which issues")]
    [InlineData("--all --service orders", "Say which issues")]
    [InlineData("--fingerprint 3c43", "too short to mean one bug")]
    [InlineData("--all", "There is no terminal to ask on: add --yes")]
    public async Task Nothing_is_forgotten_without_saying_what_and_that_it_is_meant(string arguments, string problem)
    {
        await PutAsync(Local, "orders", Fingerprint, IssueStatus.Rejected);

        var result = await selfheal.RunAsync(["reset", .. arguments.Split(' ')]);

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain(problem);
        (await Local.ListAsync(IssueStatus.Rejected, Cancellation)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("yes", 0, "Forgotten")]
    [InlineData("", 1, "Nothing was forgotten")]
    public async Task On_a_terminal_it_asks_and_only_a_yes_is_one(string typed, int forgotten, string says)
    {
        using var person = new SelfHeal { Typed = typed + "\n" };
        var local = new SqliteIssueStore(new SqliteDatabase(Path.Combine(person.Home, "selfheal.db"), SqliteIssueStore.Schema));
        await PutAsync(local, "orders", Fingerprint, IssueStatus.Rejected);

        var result = await person.RunAsync("reset", "--all");

        result.Output.ShouldContain("Forget this issue?");
        result.Output.ShouldContain(says);
        (await local.ListAsync(IssueStatus.Rejected, Cancellation)).Count.ShouldBe(forgotten);
    }

    public void Dispose()
    {
        aws.Dispose();
        selfheal.Dispose();
    }

    static async Task PutAsync(IIssueStore issues, string service, string fingerprint, IssueStatus status) =>
        (await issues.TryPutAsync(
            new Issue(new IssueKey(service, fingerprint), status, "run-1", Now, Now, Now, Occurrences: 3, Version: 1) { PullRequest = "https://github.com/acme/orders/pull/7" },
            Cancellation)).ShouldBeTrue();
}
