using SelfHealing.Approvals.Html;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Approvals.Views;

/// <summary>The page of an open question: what crashed, why, what would change, how it was checked, and the form.</summary>
static class QuestionView
{
    public static HtmlText Render(PendingApproval pending, RequestApprovalInput question, ShownChange shown, FormView form) => Layout.Page(
        $"Fix for {question.Crash.ExceptionType} in {Wording.Service(question.Service)}",
        HtmlText.Of($"""
            <a class="skip" href="#decide">Skip to the decision</a>
            <main>
            <p class="quiet">Waits for your decision until {Wording.Time(pending.ExpiresAt)}{HtmlText.When(pending.Number > 1, () => HtmlText.Of($" · attempt {pending.Number} that you are asked about"))}</p>
            <h1>{Wording.Crash(question.Crash)}</h1>
            <p class="lead">{PlainText.OneLine(question.Fix.RootCause, 2000)}</p>
            {Facts(question)}
            {Change(question, shown)}
            {form.Render(pending.CodeHash is not null, ApprovalDesk.MayRetry(pending, question))}
            </main>
            """),
        Wording.Service(question.Service));

    /// <summary>What would change, what to look at, how it was checked, and what came before.</summary>
    public static HtmlText Change(RequestApprovalInput question, ShownChange shown) => HtmlText.Of($"""
        {LookAt(question.Validation.Notes)}
        <section aria-labelledby="change-title">
        <h2 id="change-title">The change</h2>
        {shown.Files.Select(file => DiffView.Render(file, question.Validation.Files.FirstOrDefault(known => known.Path == file.Diff.Path)))}
        </section>
        <section aria-labelledby="checks-title">
        <h2 id="checks-title">How it was checked</h2>
        <ul class="checks">
        <li class="good">Applies to commit <code>{Short(question.Code.Commit)}</code>{HtmlText.When(question.Code.Branch is not null, () => HtmlText.Of($" of <code>{question.Code.Branch}</code>"))}, touches only allowed files, and every changed file parses.</li>
        {Tests(question)}
        </ul>
        {Problems(question)}
        {Trace(shown.Trace)}
        </section>
        """);

    // What the review lets pass but does not vouch for. Before the change, so that it is read with them in mind.
    static HtmlText LookAt(IReadOnlyList<string> notes) => HtmlText.When(notes.Count > 0, () => HtmlText.Of($"""
        <section class="look" aria-labelledby="look-title">
        <h2 id="look-title">Look at this before you approve</h2>
        <ul>{notes.Select(note => HtmlText.Of($"<li>{PlainText.OneLine(note)}</li>"))}</ul>
        </section>
        """));

    static HtmlText Facts(RequestApprovalInput question) => HtmlText.Of($"""
        <dl class="facts">
        <div><dt>Where</dt><dd><code>{Wording.Where(question.Crash)}</code></dd></div>
        <div><dt>Seen</dt><dd>{Wording.Seen(question.Issue)}</dd></div>
        <div><dt>Fix by</dt><dd>{question.Fix.Author}, confidence {(long)Math.Round(question.Fix.Confidence * 100)} %</dd></div>
        <div><dt>Cost</dt><dd>{question.Fix.Usage?.ToString() ?? "none: no model was asked"}</dd></div>
        <div><dt>Run</dt><dd><code>{question.Execution}</code></dd></div>
        </dl>
        """);

    static HtmlText Tests(RequestApprovalInput question)
    {
        var passed = question.Verification is { Outcome: VerificationOutcome.Passed };
        var output = question.Verification?.After is { } after ? Output(after) : HtmlText.Nothing;
        return HtmlText.Of($"""
            <li class="{(passed ? "good" : "open")}"><b>The repository's tests:</b> {VerificationText.Plain(question.Service, question.Verification, question.Code.TestCommand)}{output}</li>
            """);
    }

    static HtmlText Output(TestRun run) => HtmlText.When(
        run.Output.Length > 0,
        () => HtmlText.Of($"""<details><summary>The end of their output</summary><pre tabindex="0">{run.Output}</pre></details>"""));

    static HtmlText Problems(RequestApprovalInput question) => HtmlText.When(
        question.Attempt is { Problems.Count: > 0 },
        () => HtmlText.Of($"""
            <details><summary>What came before: {(question.Attempt!.Number > 1 ? $"this is attempt {question.Attempt.Number}" : "a person asked for another change")}</summary>
            <ul>{question.Attempt.Problems.Select(problem => HtmlText.Of($"<li>{problem}</li>"))}</ul></details>
            """));

    static HtmlText Trace(string trace) => HtmlText.When(
        trace.Length > 0,
        () => HtmlText.Of($"""<details><summary>The crash in the log</summary><pre tabindex="0">{trace}</pre></details>"""));

    static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;
}
