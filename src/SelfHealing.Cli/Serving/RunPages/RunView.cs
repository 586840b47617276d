using System.Text.Json.Nodes;
using SelfHealing.Approvals;
using SelfHealing.Approvals.Html;
using SelfHealing.Approvals.Views;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>The page of one run: where it stands, the graph with its way, each step, the change, and the form while it waits.</summary>
static class RunView
{
    public static HtmlText Render(ShownRun run, StateGraph graph, FormView form, string version, Redactor redactor)
    {
        var data = RunStatus.DataOf(run.Snapshot);
        var status = RunStatus.Of(run.Snapshot);
        var crash = redactor.Redact(RunStatus.CrashOf(run.Snapshot));
        return RunLayout.Page(
            $"{RunWords.Status(status)}: {(crash.Length > 0 ? crash : run.Snapshot.Execution.Name)}",
            HtmlText.Of($"""
                <a class="skip" href="#{(run.Asks ? "decide" : "steps-title")}">Skip to {(run.Asks ? "the decision" : "the steps")}</a>
                <main class="runs" data-version="{version}">
                <p class="quiet"><a href="/">All runs</a> / {run.Snapshot.Execution.Name}</p>
                <h1>{(crash.Length > 0 ? crash : "No crash read yet")}</h1>
                <div id="status" data-live="{version}" role="status">
                <p class="standing">{RunsView.Chip(status)} {Reason(run.Snapshot, redactor)}{HtmlText.When(run.Asks, () => HtmlText.Of($"<a href=\"#decide\">Decide below</a>"))}</p>
                {HtmlText.When((string?)data?["fix"]?["rootCause"] is { Length: > 0 }, () => HtmlText.Of($"<p class=\"lead\">{PlainText.OneLine(redactor.Redact((string)data!["fix"]!["rootCause"]!), 2000)}</p>"))}
                {Facts(run, data, redactor)}
                </div>
                <div class="way" id="way" data-live="{version}">
                <section class="picture" tabindex="0" aria-label="State graph">{GraphView.Render(graph, run.Visits, run.Snapshot)}</section>
                <section class="steps" aria-labelledby="steps-title"><h2 id="steps-title">Steps</h2><ol>{run.Visits.Select(visit => VisitView.Render(visit, run.Snapshot, redactor))}</ol></section>
                </div>
                <div id="change" data-live="{run.ChangeVersion}">
                {Change(run)}
                {HtmlText.When(run.Asks, () => form.Render(asksForCode: false, ApprovalDesk.MayRetry(run.Pending!, run.Question!)))}
                </div>
                </main>
                """),
            RunWords.Repository(redactor.Redact((string?)data?["service"]?["repository"] ?? "")),
            reloads: run.Snapshot.Result is null);
    }

    static HtmlText Reason(Snapshot run, Redactor redactor) => HtmlText.Of($"{PlainText.OneLine(redactor.Redact(RunStatus.ReasonOf(run)))}");

    static HtmlText Facts(ShownRun run, JsonNode? data, Redactor redactor)
    {
        var ended = run.Visits is [.., var last] ? last.Left ?? last.Entered : run.Snapshot.Execution.StartTime;
        return HtmlText.Of($"""
            <dl class="facts">
            {Fact("Started", Wording.Time(run.Snapshot.Execution.StartTime))}
            {Fact(run.Snapshot.Result is null or ExecutionResult.Waiting ? "So far" : "Took", VisitWords.Time(ended - run.Snapshot.Execution.StartTime))}
            {Fact("Commit", Commit(data?["code"]), redactor)}
            {Fact("Fix by", (string?)data?["fix"]?["author"], redactor)}
            {Fact("Cost", run.Question?.Fix.Usage?.ToString())}
            {Fact("Pull request", (string?)data?["pullRequest"]?["url"] ?? (string?)data?["pullRequest"]?["branch"], redactor)}
            </dl>
            """);
    }

    static string? Commit(JsonNode? code) => (string?)code?["commit"] is { Length: > 10 } commit
        ? $"{commit[..10]}{((string?)code["branch"] is { Length: > 0 } branch ? $" of {branch}" : "")}"
        : null;

    static HtmlText Fact(string name, string? value, Redactor? redactor = null) => HtmlText.When(
        value is { Length: > 0 },
        () => HtmlText.Of($"<div><dt>{name}</dt><dd>{PlainText.OneLine(redactor?.Redact(value!) ?? value!, 1000)}</dd></div>"));

    // Once a person was asked, with all that they were shown.
    static HtmlText Change(ShownRun run) => run switch
    {
        { Change: null } => HtmlText.Nothing,
        { Question: { } question } => QuestionView.Change(question, run.Change),
        _ => HtmlText.Of($"<section aria-labelledby=\"change-title\"><h2 id=\"change-title\">The change</h2>{run.Change.Files.Select(file => DiffView.Render(file, null))}</section>"),
    };
}
