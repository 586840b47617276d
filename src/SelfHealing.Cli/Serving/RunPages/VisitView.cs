using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Approvals.Html;
using SelfHealing.Cli.Output;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>A step of the run: what it did, what failed on the way, what went in and came out.</summary>
static class VisitView
{
    const int LongestJson = 100_000;

    // No secret is longer. What is cut off is looked at as far as this, so that none is cut in two.
    const int Beyond = 20_000;

    public static HtmlText Render(StateVisit visit, string runStatus, Redactor redactor)
    {
        var status = visit.StatusIn(runStatus);
        var took = visit.Left is { } left ? VisitWords.Time(left - visit.Entered) : VisitWords.Word(status);
        var said = visit.Left is null ? "" : PlainText.OneLine(Said(visit), 300);
        return HtmlText.Of($"""
            <li class="visit {VisitWords.Look(status)}" id="visit-{visit.Id}">
            <p class="head"><span class="sign" aria-hidden="true">{VisitWords.Sign(status)}</span> <b>{visit.State}</b> <span class="quiet">{HtmlText.When(visit.Left is not null, () => HtmlText.Of($"<span class=\"unseen\">{VisitWords.Word(status)}, </span>"))}{took}</span></p>
            {HtmlText.When(said.Length > 0, () => HtmlText.Of($"<p class=\"said\">{said}</p>"))}
            {Failures(visit)}
            {Data($"visit-{visit.Id}-in", "Input", visit.Input, redactor)}
            {HtmlText.When(visit.Left is not null, () => Data($"visit-{visit.Id}-out", "Output", visit.Output, redactor))}
            </li>

            """);
    }

    // What another version of SelfHealing has written may say nothing here; it is shown as it is all the same.
    static string Said(StateVisit visit)
    {
        try
        {
            return StateLines.Of(visit.State, visit.Output);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    static HtmlText Failures(StateVisit visit)
    {
        var before = visit.FailedTries - visit.Failures.Count;
        return HtmlText.Of($"""
            {HtmlText.When(before > 0, () => HtmlText.Of($"<p class=\"failure\">{before} {(before == 1 ? "try" : "tries")} before failed too.</p>"))}{visit.Failures.Select((failure, at) => Failure(failure, before + at + 1))}
            """);
    }

    static HtmlText Failure(FailedTry failure, int number) => HtmlText.Of($"""
        <p class="failure"><b>Try {number} failed:</b> {PlainText.OneLine(failure.Error, 100)}{HtmlText.When(failure.Cause.Length > 0, () => HtmlText.Of($": {PlainText.OneLine(failure.Cause)}"))}</p>
        """);

    static HtmlText Data(string id, string title, JsonNode? data, Redactor redactor) => HtmlText.Of($"""
        <details id="{id}"><summary id="{id}-title">{title}</summary><pre id="{id}-text" tabindex="0">{Text(data, redactor)}</pre></details>
        """);

    // The texts in it are without secrets. The name beside a text can make one of it, too.
    static string Text(JsonNode? data, Redactor redactor)
    {
        var json = data is null ? "null" : JsonPrinting.Text(data);
        if (json.Length <= LongestJson)
            return redactor.Redact(json);
        var looked = redactor.Redact(json[..Math.Min(json.Length, LongestJson + Beyond)]);
        var shown = Math.Clamp(looked.Length - Beyond, 0, LongestJson);
        return $"{looked[..shown]}\n… cut off here, of {json.Length} characters: selfheal show --json prints all";
    }
}
