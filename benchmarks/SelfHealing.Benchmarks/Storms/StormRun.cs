using System.Diagnostics;
using System.Globalization;
using SelfHealing.Ingest;
using SelfHealing.Redaction;
using SelfHealing.Tests.Ingest.Doubles;

namespace SelfHealing.Benchmarks.Storms;

/// <summary>
/// A storm through the ingest function: every batch is unpacked, parsed and fingerprinted as in production; the table and the workflow are
/// in memory and count their calls. Simulated time passes between the batches.
/// </summary>
static class StormRun
{
    public static async Task RunAsync(LogStorm storm, TimeSpan duration, int functions)
    {
        var time = new SteppedTime();
        var issues = new MemoryIssueStore();
        var workflow = new RecordingWorkflow();
        var ingests = Enumerable.Range(0, functions)
            .Select(_ => new LogIngest(issues, workflow, new FixedSettings(), new Redactor(), "", time)).ToList();
        var clock = new Stopwatch();
        var batch = 0;
        foreach (var payload in storm.Payloads(time.GetUtcNow))
        {
            clock.Start();
            await ingests[batch++ % functions].HandleAsync(payload, CancellationToken.None);
            clock.Stop();
            time.Advance(duration / storm.Batches);
        }
        var counted = issues.All.Sum(issue => issue.Occurrences);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{storm.Events:N0} events, {storm.Bugs:N0} bugs, {storm.Batches:N0} batches in {duration}, {functions} warm functions: "
            + $"{workflow.Runs.Count:N0} runs, {issues.Writes:N0} writes, {issues.Reads:N0} reads, {storm.Events - counted:N0} counts lost, {storm.Events / clock.Elapsed.TotalSeconds:N0} events/s"));
    }

    sealed class SteppedTime : TimeProvider
    {
        DateTimeOffset now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan by) => now += by;
    }
}
