using Microsoft.Extensions.Time.Testing;
using SelfHealing.Ingest;
using SelfHealing.Redaction;
using SelfHealing.Tests.Ingest.Doubles;

namespace SelfHealing.Tests.Ingest;

/// <summary>A small storm; the benchmark `storm` has the large one.</summary>
public class LogStormTests
{
    [Fact]
    public async Task Every_bug_of_a_storm_gets_one_run_and_every_crash_is_counted()
    {
        var storm = new LogStorm(Events: 20_000, Bugs: 50, Batches: 100, Hosts: 4);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        var issues = new MemoryIssueStore();
        var workflow = new RecordingWorkflow();
        var function = new LogIngest(issues, workflow, new FixedSettings(), new Redactor(), "", time);

        foreach (var payload in storm.Payloads(time.GetUtcNow))
        {
            await function.HandleAsync(payload, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(3));
        }
        time.Advance(RecentCounts.Window);
        await function.HandleAsync(LogBatch.Of(time.GetUtcNow(), ["All is well."]), TestContext.Current.CancellationToken);

        workflow.Runs.Count.ShouldBe(50);
        issues.All.Sum(issue => issue.Occurrences).ShouldBe(20_000);
        // Five minutes: a write for each bug and half minute, and the last one.
        issues.Writes.ShouldBeLessThanOrEqualTo(50 * 11);
    }
}
