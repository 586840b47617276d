using System.Text.Json;
using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>All that the page of a run shows.</summary>
/// <param name="Change">The change that was last made; null before there is one.</param>
/// <param name="Pending">What a person was last asked; null when nobody was.</param>
/// <param name="Question">Its content.</param>
sealed record ShownRun(
    Snapshot Snapshot, IReadOnlyList<StateVisit> Visits, ShownChange? Change, PendingApproval? Pending, RequestApprovalInput? Question)
{
    /// <summary>Whether the run waits for the answer to the question.</summary>
    public bool Asks => Snapshot.Result is ExecutionResult.Waiting && Pending is { Decision: null };

    /// <summary>Which change it is, and whether it is decided.</summary>
    public string ChangeVersion => $"{Pending?.Version} {(string?)RunStatus.DataOf(Snapshot)?["validation"]?["patch"]} {Asks}";

    public static async Task<ShownRun> ReadAsync(LocalHost host, Snapshot snapshot, Redactor redactor, CancellationToken cancellation)
    {
        var name = snapshot.Execution.Name;
        var data = RunStatus.DataOf(snapshot);
        var pending = await host.Approvals.FindAsync(name, cancellation);
        var question = pending is null ? null : await host.Desk.QuestionAsync(pending, cancellation);
        var change = data?["validation"].Deserialize(StepJson.Default.Validation) is { Patch: { } patch } && (string?)data["code"]?["source"] is { } source
            ? await ShownChange.ReadAsync(host.Artifacts, patch, source, (string?)data["crash"]?["crash"], redactor, cancellation)
            : null;
        return new ShownRun(snapshot, StateVisit.Read(await host.Runs.HistoryAsync(name, cancellation)), change, pending, question);
    }
}
