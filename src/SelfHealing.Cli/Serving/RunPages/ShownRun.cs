using System.Text.Json;
using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>All that the page of a run shows. Secrets are taken out here, where it is read, and no view has to think of them.</summary>
/// <param name="Snapshot">Where it stands, without secrets.</param>
/// <param name="Visits">All of them; what went in and came out is with the last <see cref="MostSteps"/>.</param>
/// <param name="Change">The change that was last made; null before there is one.</param>
/// <param name="Question">What a person was last asked; null when nobody was.</param>
sealed record ShownRun(RunHead Head, Snapshot Snapshot, IReadOnlyList<StateVisit> Visits, ShownChange? Change, RequestApprovalInput? Question)
{
    /// <summary>A run that goes round and round has thousands.</summary>
    public const int MostSteps = 200;

    /// <summary>Whether the form is there to answer the question.</summary>
    public bool Asks => Head.Asks && Question is not null;

    /// <summary>Whether there was a change, or a question, that is not kept any more.</summary>
    public bool IsCleanedUp { get; init; }

    public static async Task<ShownRun> ReadAsync(LocalHost host, RunHead head, Redactor redactor, CancellationToken cancellation)
    {
        var shown = new ShownText(redactor);
        var visits = StateVisit.Read(await host.Runs.HistoryAsync(head.Name, cancellation));
        var first = visits.Count - MostSteps;
        var run = new ShownRun(
            head,
            Shown(head.Snapshot, shown),
            [.. visits.Select((visit, at) => at < first ? visit with { Input = null, Output = null, Failures = [] } : visit.As(shown))],
            null,
            null);
        try
        {
            var question = head.Pending is null ? null : await host.Desk.QuestionAsync(head.Pending, cancellation);
            return run with { Change = await ChangeAsync(host, head.Snapshot, redactor, cancellation), Question = question is null ? null : shown.Of(question) };
        }
        catch (ArtifactNotFoundException)
        {
            return run with { IsCleanedUp = true };
        }
    }

    static async Task<ShownChange?> ChangeAsync(LocalHost host, Snapshot snapshot, Redactor redactor, CancellationToken cancellation)
    {
        var data = RunStatus.DataOf(snapshot);
        return data?["validation"].Deserialize(StepJson.Default.Validation) is { Patch: { } patch } && (string?)data["code"]?["source"] is { } source
            ? await ShownChange.ReadAsync(host.Artifacts, patch, source, (string?)data["crash"]?["crash"], redactor, cancellation)
            : null;
    }

    static Snapshot Shown(Snapshot run, ShownText shown) => run with
    {
        Execution = run.Execution with { Input = shown.Of(run.Execution.Input) },
        Position = run.Position with { Input = shown.Of(run.Position.Input) },
        Result = run.Result switch
        {
            ExecutionResult.Succeeded succeeded => new ExecutionResult.Succeeded(shown.Of(succeeded.Output)),
            ExecutionResult.Failed failed => new ExecutionResult.Failed(shown.Of(failed.Error ?? ""), shown.Of(failed.Cause ?? "")),
            var other => other,
        },
    };
}
