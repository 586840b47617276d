using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>Where a run stands: enough to tell whether its page has changed, and read within a moment. Open pages ask for it every second.</summary>
/// <param name="Status">In a word, as on the list.</param>
/// <param name="Pending">What a person was last asked; null when nobody was.</param>
sealed record RunHead(string Status, Snapshot Snapshot, PendingApproval? Pending)
{
    public string Name => Snapshot.Execution.Name;

    /// <summary>Whether the run waits for the answer to the question.</summary>
    public bool Asks => Snapshot.Result is ExecutionResult.Waiting && Pending is { Decision: null };

    /// <summary>Which change it is, and whether it is decided.</summary>
    public string ChangeVersion => $"{Pending?.Version} {(string?)RunStatus.DataOf(Snapshot)?["validation"]?["patch"]} {Asks}";

    /// <summary>Other than before when the page is.</summary>
    public string Version => $"{Snapshot.LastEventId} {Status} {Snapshot.Position.RetryCount} {ChangeVersion}";

    /// <summary>Null when there is no such run.</summary>
    public static async Task<RunHead?> ReadAsync(LocalHost host, string name, CancellationToken cancellation) =>
        await host.Runs.LookAsync(name, cancellation) is var (status, snapshot)
            ? new RunHead(status, snapshot, await host.Approvals.FindAsync(name, cancellation))
            : null;
}
