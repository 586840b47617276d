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
        var status = run.Head.Status;
        var crash = RunStatus.CrashOf(run.Snapshot);
        var before = run.Visits.Count - ShownRun.MostSteps;
        return RunLayout.Page(
            $"{RunWords.Status(status)}: {(crash.Length > 0 ? crash : run.Head.Name)}",
            HtmlText.Of($"""
                <a class="skip" href="#{(run.Asks ? "decide" : "steps-title")}">Skip to {(run.Asks ? "the decision" : "the steps")}</a>
                <main class="runs" data-version="{version}">
                <p class="quiet"><a href="/">All runs</a> / {run.Head.Name}</p>
                <h1>{(crash.Length > 0 ? crash : "No crash read yet")}</h1>
                <div id="status" data-live="{version}" role="status">
                <p class="standing">{RunsView.Chip(status)} {PlainText.OneLine(RunStatus.ReasonOf(run.Snapshot))}{HtmlText.When(run.Asks, () => HtmlText.Of($"<a href=\"#decide\">Decide below</a>"))}</p>
                {HtmlText.When((string?)data?["fix"]?["rootCause"] is { Length: > 0 }, () => HtmlText.Of($"<p class=\"lead\">{PlainText.OneLine((string)data!["fix"]!["rootCause"]!, 2000)}</p>"))}
                {HtmlText.When(status == RunStatus.Interrupted, () => HtmlText.Of($"<p>Its process was killed. <code>selfheal resume {run.Head.Name}</code> goes on with it.</p>"))}
                {Facts(run, data)}
                </div>
                <div class="way" id="way" data-live="{version}">
                <section class="picture" id="picture" tabindex="0" aria-label="State graph">{GraphView.Render(graph, run.Visits, status)}</section>
                <section class="steps" aria-labelledby="steps-title"><h2 id="steps-title">Steps</h2>{HtmlText.When(before > 0, () => HtmlText.Of($"<p class=\"hint\">{before} steps before are not shown.</p>"))}<ol>{run.Visits.TakeLast(ShownRun.MostSteps).Select(visit => VisitView.Render(visit, status, redactor))}</ol></section>
                </div>
                <div id="change" data-live="{run.Head.ChangeVersion}">
                {Change(run)}
                {HtmlText.When(run.Asks, () => form.Render(asksForCode: false, ApprovalDesk.MayRetry(run.Head.Pending!, run.Question!)))}
                </div>
                </main>
                """),
            RunWords.Repository((string?)data?["service"]?["repository"] ?? ""),
            reloads: run.Snapshot.Result is null);
    }

    static HtmlText Facts(ShownRun run, JsonNode? data)
    {
        var ended = run.Visits is [.., var last] ? last.Left ?? last.Entered : run.Snapshot.Execution.StartTime;
        return HtmlText.Of($"""
            <dl class="facts">
            {Fact("Started", Wording.Time(run.Snapshot.Execution.StartTime))}
            {Fact(run.Snapshot.Result is null or ExecutionResult.Waiting ? "So far" : "Took", VisitWords.Time(ended - run.Snapshot.Execution.StartTime))}
            {Fact("Commit", Commit(data?["code"]))}
            {Fact("Fix by", (string?)data?["fix"]?["author"])}
            {Fact("Cost", run.Question?.Fix.Usage?.ToString())}
            {Fact("Pull request", (string?)data?["pullRequest"]?["url"] ?? (string?)data?["pullRequest"]?["branch"])}
            </dl>
            """);
    }

    static string? Commit(JsonNode? code) => (string?)code?["commit"] is { Length: > 10 } commit
        ? $"{commit[..10]}{((string?)code["branch"] is { Length: > 0 } branch ? $" of {branch}" : "")}"
        : null;

    static HtmlText Fact(string name, string? value) => HtmlText.When(
        value is { Length: > 0 },
        () => HtmlText.Of($"<div><dt>{name}</dt><dd>{(IsWebAddress(value!) ? HtmlText.Of($"<a href=\"{value}\" rel=\"noreferrer\">{value}</a>") : HtmlText.Of($"{PlainText.OneLine(value!, 1000)}"))}</dd></div>"));

    // Written as browsers write it themselves: what is read otherwise than it looks is no link.
    static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", UserInfo: "" } && address.AbsoluteUri == text;

    // Once a person was asked, with all that they were shown.
    static HtmlText Change(ShownRun run) => run switch
    {
        { IsCleanedUp: true } => HtmlText.Of($"<p class=\"hint\">The change is not kept any more.</p>"),
        { Change: null } => HtmlText.Nothing,
        { Question: { } question } => QuestionView.Change(question, run.Change),
        _ => HtmlText.Of($"<section aria-labelledby=\"change-title\"><h2 id=\"change-title\">The change</h2>{run.Change.Files.Select(file => DiffView.Render(file, null))}</section>"),
    };
}
