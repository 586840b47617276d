using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;

namespace SelfHealing.Ingest;

/// <summary>
/// Turns batches of log events into runs: one for each bug that may need one, however often it crashes. Counts every crash. One object
/// serves all invocations of a function, one after the other. docs/decisions/0013 tells how it stays exactly one run.
/// </summary>
/// <param name="issues">The issues.</param>
/// <param name="workflow">What starts runs.</param>
/// <param name="settings">Which service writes to which log group.</param>
/// <param name="redactor">Takes secrets out of the log text before it is handed on.</param>
/// <param name="ownPrefix">What the names of our own functions begin with; their logs are not read. Empty for none.</param>
/// <param name="time">The clock.</param>
public sealed class LogIngest(
    IIssueStore issues, IWorkflow workflow, ISettings settings, Redactor redactor, string ownPrefix, TimeProvider time)
{
    readonly RecentCounts recent = new(time);

    /// <summary>Handles one invocation. Safe to repeat: no run is started twice; the crashes may be counted twice then.</summary>
    /// <exception cref="CorruptPayloadException">The payload is no subscription event.</exception>
    /// <exception cref="Settings.UnknownLogGroupException">No service has the log group.</exception>
    /// <exception cref="InvalidSettingsException">No service has it, and the settings are not right.</exception>
    /// <exception cref="SettingsUnavailableException">The settings cannot be read now.</exception>
    /// <exception cref="StoreUnavailableException">An issue cannot be read or written now. The batch's other bugs were handled.</exception>
    /// <exception cref="WorkflowUnavailableException">A run cannot be started now. The batch's other bugs were handled.</exception>
    public async Task<IngestReport> HandleAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var batch = SubscriptionBatch.Read(payload.Span);
        // What is said about our own log would be in our own log, and so on for ever: not a word.
        if (batch.IsControl || OwnLogs.Has(batch.LogGroup, ownPrefix))
            return IngestReport.Nothing;
        var service = (await settings.ServicesAsync(cancellation)).OfLogGroup(batch.LogGroup);
        var report = IngestReport.Nothing with { Service = service.Name };
        Exception? failure = null;
        foreach (var finding in LogFinding.Of(batch, time.GetUtcNow()))
        {
            try
            {
                report = report.With(await HandleAsync(service, batch, finding, cancellation));
            }
            catch (Exception problem) when (problem is StoreUnavailableException or WorkflowUnavailableException or WorkflowRefusedException)
            {
                failure ??= problem;
            }
        }
        if (failure is not null)
            throw failure;
        return report with { Writes = report.Writes + await WriteDueAsync(cancellation) };
    }

    async Task<IngestReport> HandleAsync(ServiceSettings service, SubscriptionBatch batch, LogFinding found, CancellationToken cancellation)
    {
        var key = new IssueKey(service.Name, found.Fingerprint);
        if (recent.TryKeep(key, found.Sighting))
            return Report(found, runs: 0, writes: 0);
        var finding = found.WithVersion();
        var regression = new Regression(finding.Sighting.Last, finding.Version, service.DeployGrace);
        var seen = recent.With(key, finding.Sighting);
        var run = await issues.ChangeAsync(
            key, batch.LogStream, known => Task.FromResult(Next(known, key, finding, seen, regression)), time, cancellation);
        var isStarted = run is not null && await workflow.StartAsync(
            run,
            RunInput.Of(service, $"{batch.LogGroup}/{batch.LogStream}", redactor.Redact(finding.Text), finding.Fingerprint),
            cancellation);
        // Only now: had the start failed, the next try must not take the bug for handled.
        recent.Wrote(key);
        return Report(finding, isStarted ? 1 : 0, writes: 1);
    }

    static IngestReport Report(LogFinding finding, int runs, int writes)
    {
        var report = new IngestReport(finding.Sighting.Count, runs, writes);
        return finding.NoFault is { } reason
            ? report with { Suppressed = new Dictionary<string, long>(StringComparer.Ordinal) { [reason] = finding.Sighting.Count } }
            : report;
    }

    (Issue? Next, string? Run) Next(Issue? known, IssueKey key, LogFinding finding, Sighting seen, Regression regression)
    {
        var now = time.GetUtcNow();
        var next = known?.Seen(seen) ?? Issue.New(key, seen, now);
        if (finding.NoFault is { } reason)
            return (known is null ? next with { Status = IssueStatus.Suppressed, Reason = reason } : next, null);
        var name = RunName.Of(key, now);
        return StartRules.Decide(known, regression, now) switch
        {
            StartDecision.Start => (next with { Started = name, StartedAt = now }, name),
            StartDecision.StartAgain => (next, known!.Started),
            _ => (next, null),
        };
    }

    // Counts that cannot be written now wait for the next batch.
    async Task<int> WriteDueAsync(CancellationToken cancellation)
    {
        var writes = 0;
        foreach (var (key, waiting) in recent.Due)
        {
            try
            {
                writes += await issues.ChangeAsync(
                    key, key.Fingerprint, known => Task.FromResult((known?.Seen(waiting), known is null ? 0 : 1)), time, cancellation);
                recent.Wrote(key);
            }
            catch (StoreUnavailableException)
            {
                break;
            }
        }
        return writes;
    }
}
