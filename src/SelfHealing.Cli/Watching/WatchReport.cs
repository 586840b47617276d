using System.Text.Json.Nodes;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Watching;

/// <summary>Counts what a watch sees and does, and tells of it.</summary>
sealed class WatchReport(IWatchView view)
{
    public WatchCounts Counts { get; } = new();

    public void Found(LogFinding crash) => view.Tell($"Crash in {crash.Source}: {crash.Title}", new JsonObject
    {
        ["event"] = "crash",
        ["source"] = crash.Source,
        ["title"] = PlainText.OneLine(crash.Title),
        ["fingerprint"] = crash.Fingerprint,
    });

    public void Skipped()
    {
        // One line for the first, the summary for all: a flood of crashes is no reason for a flood of lines.
        if (Counts.Skipped++ == 0)
            view.Tell($"More than {HealingQueue.MostWaiting} different crashes wait for a run. Further ones are skipped, and counted.", new JsonObject { ["event"] = "skipping" });
    }

    /// <summary>How far the sources are read could not be kept.</summary>
    public void Unsaved(Exception problem) => view.Tell(
        $"How far the log is read cannot be kept, and is tried again: {problem.Message}",
        new JsonObject { ["event"] = "unsaved", ["reason"] = PlainText.OneLine(problem.Message, 2000) });

    public void Stopping() => view.Tell(
        $"Stopping. {Counts.Running} runs in flight are finished first; Ctrl-C again stops at once.",
        new JsonObject { ["event"] = "stopping", ["runs"] = Counts.Running });

    /// <summary>A run could not be started, or broke.</summary>
    public void Broke(QueuedCrash crash, Exception problem)
    {
        Counts.Failed++;
        view.Tell($"{crash.Finding.Title}: {problem.Message}", new JsonObject { ["event"] = "failure", ["reason"] = PlainText.OneLine(problem.Message, 2000) });
    }

    /// <summary>A run has ended, or waits for a person.</summary>
    public void Ended(QueuedCrash crash, Snapshot run)
    {
        var status = RunStatus.Of(run);
        switch (RunStatus.ExitCodeOf(status))
        {
            case ExitCode.Healed:
                Counts.Healed++;
                break;
            case ExitCode.WaitingForApproval:
                Counts.Asking++;
                break;
            case ExitCode.NothingToHeal when status == "duplicate":
                Counts.Duplicates++;
                break;
            case ExitCode.NothingToHeal or ExitCode.NoAcceptableFix:
                Counts.WithoutFix++;
                break;
            default:
                Counts.Failed++;
                break;
        }
        var data = RunStatus.DataOf(run);
        Counts.Cost += (decimal?)data?["fix"]?["usage"]?["cost"] ?? 0;
        var id = run.Execution.Name;
        var next = status switch
        {
            "healed" => (string?)data?["pullRequest"]?["url"] ?? $"branch {(string?)data?["pullRequest"]?["branch"]}",
            RunStatus.Waiting => $"`selfheal show {id}`, then `selfheal approve {id}` or `selfheal reject {id} --reason R`",
            _ => RunStatus.ReasonOf(run),
        };
        view.Tell($"Run {id} of {PlainText.OneLine(crash.Finding.Title, 80)}: {status}. {next}", new JsonObject
        {
            ["event"] = "run",
            ["id"] = id,
            ["fingerprint"] = crash.Finding.Fingerprint,
            ["status"] = status,
            ["reason"] = PlainText.Lines(RunStatus.ReasonOf(run)),
            ["rootCause"] = PlainText.Lines((string?)data?["fix"]?["rootCause"] ?? ""),
            ["branch"] = data?["pullRequest"]?["branch"]?.DeepClone(),
            ["pullRequest"] = data?["pullRequest"]?["url"]?.DeepClone(),
        });
        view.Refresh(Counts);
    }
}
