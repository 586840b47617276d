using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Ingest;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Settings;
using SelfHealing.Tests.Ingest.Doubles;

namespace SelfHealing.Tests.Ingest;

public sealed class LogIngestTests
{
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    readonly MemoryIssueStore issues = new();
    readonly RecordingWorkflow workflow = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Issue OnlyIssue => issues.All.ShouldHaveSingleItem();

    [Fact]
    public async Task The_first_crash_starts_a_run_with_all_that_Parse_needs()
    {
        var report = await Function().HandleAsync(Batch(Crash(1)), Cancellation);

        (report.Service, report.Crashes, report.Runs, report.Writes, report.Deduplicated).ShouldBe(("orders", 1, 1, 1, 0));
        var (name, input) = workflow.Runs.ShouldHaveSingleItem();
        name.ShouldMatch("^orders-[0-9a-f]{16}-[0-9a-f]{8}-20260302T120000$");
        var run = JsonNode.Parse(input)!;
        ((string?)run["service"]!["repository"]).ShouldBe("https://github.com/acme/orders");
        ((string?)run["source"]).ShouldBe("/services/orders/i-1");
        ((string)run["log"]!).ShouldContain("KeyError: 'price'");
        ((string?)run["fingerprint"]).ShouldBe(OnlyIssue.Key.Fingerprint);
        OnlyIssue.Status.ShouldBe(IssueStatus.New);
        OnlyIssue.Started.ShouldBe(name);
    }

    [Fact]
    public async Task A_trace_that_was_logged_line_by_line_is_one_crash()
    {
        var report = await Function().HandleAsync(Batch(Crash(1).Split('\n')), Cancellation);

        report.Crashes.ShouldBe(1);
        workflow.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Crashes_of_one_bug_in_one_batch_are_one_run_and_one_write()
    {
        var report = await Function().HandleAsync(Batch(Crash(1), Crash(1), Crash(2), Crash(1)), Cancellation);

        (report.Crashes, report.Runs, report.Writes, report.Deduplicated).ShouldBe((4, 2, 2, 2));
        issues.All.Select(issue => issue.Occurrences).Order().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Occurrences_times_hosts_and_versions_are_kept()
    {
        var function = Function();
        await function.HandleAsync(LogBatch.Of(time.GetUtcNow().AddMinutes(-10), [Crash(1)], stream: "i-1"), Cancellation);
        time.Advance(TimeSpan.FromMinutes(2));
        await function.HandleAsync(LogBatch.Of(time.GetUtcNow(), ["version=1.4.2\n" + Crash(1), Crash(1)], stream: "i-2"), Cancellation);

        OnlyIssue.Occurrences.ShouldBe(3);
        OnlyIssue.FirstSeen.ShouldBe(time.Start.AddMinutes(-10));
        OnlyIssue.LastSeen.ShouldBe(time.GetUtcNow());
        OnlyIssue.Hosts.ShouldBe(["i-1", "i-2"]);
        OnlyIssue.Versions.ShouldHaveSingleItem().Name.ShouldBe("1.4.2");
    }

    [Fact]
    public async Task A_warm_function_writes_a_bug_once_in_half_a_minute_and_loses_no_count()
    {
        var function = Function();
        for (var second = 0; second < 180; second++)
        {
            await function.HandleAsync(Batch(Crash(1)), Cancellation);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        issues.Writes.ShouldBe(6);
        time.Advance(RecentCounts.Window);
        await function.HandleAsync(Batch("All is well."), Cancellation);
        OnlyIssue.Occurrences.ShouldBe(180);
    }

    [Fact]
    public async Task Counts_that_wait_are_written_with_the_next_batch_of_whatever_bug()
    {
        var function = Function();
        await function.HandleAsync(Batch(Crash(1)), Cancellation);
        await function.HandleAsync(Batch(Crash(1), Crash(1)), Cancellation);
        time.Advance(RecentCounts.Window);

        await function.HandleAsync(Batch(Crash(2)), Cancellation);

        issues.All.Sum(issue => issue.Occurrences).ShouldBe(4);
    }

    [Fact]
    public async Task Many_functions_that_see_the_same_new_bug_at_once_start_one_run()
    {
        var batch = Batch(Crash(1));
        var clock = TimeProvider.System;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => new LogIngest(
            issues, workflow, new FixedSettings(), new Redactor(), "", clock).HandleAsync(batch, Cancellation))));

        workflow.Runs.ShouldHaveSingleItem();
        OnlyIssue.Occurrences.ShouldBe(50);
    }

    [Fact]
    public async Task A_batch_that_failed_between_the_decision_and_the_start_starts_the_same_run_when_it_is_repeated()
    {
        workflow.Failures = 1;
        await Should.ThrowAsync<WorkflowUnavailableException>(Function().HandleAsync(Batch(Crash(1)), Cancellation));
        var decided = OnlyIssue.Started;
        time.Advance(TimeSpan.FromMinutes(2));

        (await Function().HandleAsync(Batch(Crash(1)), Cancellation)).Runs.ShouldBe(1);

        workflow.Runs.ShouldHaveSingleItem().Key.ShouldBe(decided);
    }

    [Fact]
    public async Task The_same_warm_function_tries_a_failed_start_again()
    {
        var function = Function();
        workflow.Failures = 1;
        await Should.ThrowAsync<WorkflowUnavailableException>(function.HandleAsync(Batch(Crash(1)), Cancellation));

        (await function.HandleAsync(Batch(Crash(1)), Cancellation)).Runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_that_is_repeated_after_it_was_handled_starts_nothing()
    {
        await Function().HandleAsync(Batch(Crash(1)), Cancellation);

        (await Function().HandleAsync(Batch(Crash(1)), Cancellation)).Runs.ShouldBe(0);

        workflow.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_failing_start_of_one_bug_does_not_keep_another_from_its_run()
    {
        workflow.Failures = 1;

        await Should.ThrowAsync<WorkflowUnavailableException>(Function().HandleAsync(Batch(Crash(1), Crash(2)), Cancellation));

        workflow.Runs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_store_that_is_away_fails_the_batch_so_that_it_is_repeated()
    {
        issues.IsDown = true;

        await Should.ThrowAsync<StoreUnavailableException>(Function().HandleAsync(Batch(Crash(1)), Cancellation));

        workflow.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_start_has_another_name()
    {
        await Function().HandleAsync(Batch(Crash(1)), Cancellation);
        await Change(issue => issue with { Status = IssueStatus.Failed, Execution = issue.Started!, ChangedAt = time.GetUtcNow().AddMinutes(5) });
        time.Advance(TimeSpan.FromHours(2));

        (await Function().HandleAsync(Batch(Crash(1)), Cancellation)).Runs.ShouldBe(1);

        workflow.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_that_no_code_mends_is_counted_without_a_run()
    {
        var report = await Function().HandleAsync(Batch("2026-03-02T12:00:00Z 4f1c Task timed out after 3.00 seconds"), Cancellation);

        report.Crashes.ShouldBe(1);
        workflow.Calls.ShouldBe(0);
        OnlyIssue.Status.ShouldBe(IssueStatus.Suppressed);
        OnlyIssue.Reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Secrets_of_the_log_do_not_reach_the_run()
    {
        await Function().HandleAsync(Batch("token=ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx" + "\n" + Crash(1)), Cancellation);

        workflow.Runs.Values.ShouldHaveSingleItem().ShouldNotContain("ghp_");
    }

    [Fact]
    public async Task A_batch_without_a_crash_touches_nothing()
    {
        var report = await Function().HandleAsync(Batch("all is well", "GET / 200"), Cancellation);
        (report.Service, report.Crashes, report.Runs, report.Writes).ShouldBe(("orders", 0, 0, 0));

        issues.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task A_control_message_is_answered_quietly()
    {
        var payload = LogBatch.Of(time.GetUtcNow(), ["CWL CONTROL MESSAGE: Checking health of destination Lambda function."], logGroup: "", type: "CONTROL_MESSAGE");

        (await Function().HandleAsync(payload, Cancellation)).ShouldBe(IngestReport.Nothing);
    }

    [Theory]
    [InlineData("/aws/lambda/self-heal-Parse-x1", false)]
    [InlineData("/aws/vendedlogs/states/self-heal", false)]
    [InlineData("/selfhealing/another-functions", false)]
    [InlineData("/aws/vendedlogs/selfhealing/another-machine", false)]
    [InlineData("/aws/lambda/self-healthcare", true)]
    public async Task Our_own_logs_are_not_read(string logGroup, bool isRead)
    {
        var function = Function(ownPrefix: "self-heal");
        var payload = LogBatch.Of(time.GetUtcNow(), [Crash(1)], logGroup);

        if (isRead)
            await Should.ThrowAsync<UnknownLogGroupException>(function.HandleAsync(payload, Cancellation));
        else
            (await function.HandleAsync(payload, Cancellation)).ShouldBe(IngestReport.Nothing);
        issues.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task A_log_group_of_no_service_is_named_with_what_to_do()
    {
        var problem = await Should.ThrowAsync<UnknownLogGroupException>(
            Function().HandleAsync(LogBatch.Of(time.GetUtcNow(), [Crash(1)], "/services/billing"), Cancellation));

        problem.Message.ShouldContain("/services/billing");
        problem.Message.ShouldContain("logGroups");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"awslogs":{"data":"not base64"}}""")]
    [InlineData("""{"awslogs":{"data":"bm90IGd6aXA="}}""")]
    [InlineData("""{"awslogs":{"data":null}}""")]
    public async Task A_corrupt_payload_is_named(string payload) =>
        await Should.ThrowAsync<CorruptPayloadException>(Function().HandleAsync(Encoding.UTF8.GetBytes(payload), Cancellation));

    [Theory]
    [InlineData("null")]
    [InlineData("""{"messageType":"DATA_MESSAGE"}""")]
    [InlineData("""{"messageType":"DATA_MESSAGE","logGroup":"g","logStream":"s","logEvents":[{"timestamp":1,"message":null}]}""")]
    public async Task Packed_data_of_another_form_is_corrupt_too(string data) =>
        await Should.ThrowAsync<CorruptPayloadException>(Function().HandleAsync(LogBatch.Packed(Encoding.UTF8.GetBytes(data)), Cancellation));

    [Fact]
    public async Task A_payload_that_is_cut_is_corrupt()
    {
        var whole = JsonNode.Parse(Batch(Crash(1)))!;
        var data = Convert.FromBase64String((string)whole["awslogs"]!["data"]!);
        whole["awslogs"]!["data"] = Convert.ToBase64String(data[..(data.Length / 2)]);

        await Should.ThrowAsync<CorruptPayloadException>(Function().HandleAsync(Encoding.UTF8.GetBytes(whole.ToJsonString()), Cancellation));
    }

    [Fact]
    public async Task Data_that_unpacks_to_too_much_is_corrupt() =>
        (await Should.ThrowAsync<CorruptPayloadException>(Function().HandleAsync(LogBatch.Packed(new byte[65 * 1024 * 1024]), Cancellation)))
            .Message.ShouldContain("64 MiB");

    [Fact]
    public async Task Times_that_are_none_do_not_matter()
    {
        var payload = LogBatch.Of(DateTimeOffset.FromUnixTimeMilliseconds(-1), [Crash(1)]);

        (await Function().HandleAsync(payload, Cancellation)).Crashes.ShouldBe(1);
        OnlyIssue.LastSeen.ShouldBe(time.GetUtcNow());
    }

    static string Crash(int bug) => LogStorm.Crash(bug, new Random(bug));

    LogIngest Function(string ownPrefix = "") => new(issues, workflow, new FixedSettings(), new Redactor(), ownPrefix, time);

    byte[] Batch(params string[] messages) => LogBatch.Of(time.GetUtcNow(), messages);

    async Task Change(Func<Issue, Issue> change)
    {
        var issue = OnlyIssue;
        (await issues.TryPutAsync(change(issue) with { Version = issue.Version + 1 }, Cancellation)).ShouldBeTrue();
    }
}
