using System.Text.Json.Nodes;
using SelfHealing.Approvals.Html;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>A step of the run: what it did, what failed on the way, what went in and came out.</summary>
static class VisitView
{
    const int LongestJson = 100_000;

    public static HtmlText Render(StateVisit visit, Snapshot run, Redactor redactor)
    {
        var status = visit.StatusIn(run);
        var took = visit.Left is { } left ? VisitWords.Time(left - visit.Entered) : VisitWords.Word(status);
        var said = visit.Left is null ? "" : PlainText.OneLine(redactor.Redact(StateLines.Of(visit.State, visit.Output)), 300);
        return HtmlText.Of($"""
            <li class="visit {VisitWords.Look(status)}" id="visit-{visit.Id}">
            <p class="head"><span class="sign" aria-hidden="true">{VisitWords.Sign(status)}</span> <b>{visit.State}</b> <span class="quiet">{HtmlText.When(visit.Left is not null, () => HtmlText.Of($"<span class=\"unseen\">{VisitWords.Word(status)}, </span>"))}{took}</span></p>
            {HtmlText.When(said.Length > 0, () => HtmlText.Of($"<p class=\"said\">{said}</p>"))}
            {visit.Failures.Select((failure, at) => Failure(failure, at + 1))}
            {Data($"visit-{visit.Id}-in", "Input", visit.Input, redactor)}
            {HtmlText.When(visit.Left is not null, () => Data($"visit-{visit.Id}-out", "Output", visit.Output, redactor))}
            </li>

            """);
    }

    static HtmlText Failure(FailedTry failure, int number) => HtmlText.Of($"""
        <p class="failure"><b>Try {number} failed:</b> {PlainText.OneLine(failure.Error, 100)}{HtmlText.When(failure.Cause.Length > 0, () => HtmlText.Of($": {PlainText.OneLine(failure.Cause)}"))}</p>
        """);

    static HtmlText Data(string id, string title, JsonNode? data, Redactor redactor)
    {
        var json = redactor.Redact(data is null ? "null" : JsonPrinting.Text(data));
        var cut = json.Length > LongestJson ? $"{json[..LongestJson]}\n… {json.Length - LongestJson} characters more: selfheal show --json prints them" : json;
        return HtmlText.Of($"""<details id="{id}"><summary>{title}</summary><pre tabindex="0">{cut}</pre></details>""");
    }
}
