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
            <section aria-labelledby="change-title">
            <h2 id="change-title">The change</h2>
            {shown.Files.Select(file => DiffView.Render(file, question.Validation.Files.FirstOrDefault(known => known.Path == file.Diff.Path)))}
            </section>
            <section aria-labelledby="checks-title">
            <h2 id="checks-title">How it was checked</h2>
            <ul class="checks">
            <li class="good">Applies to commit <code>{Short(question.Code.Commit)}</code>{HtmlText.When(question.Code.Branch is not null, () => HtmlText.Of($" of <code>{question.Code.Branch}</code>"))}, touches only allowed files, and every changed file parses.</li>
            {Tests(question.Verification)}
            </ul>
            {Problems(question)}
            {Trace(shown.Trace)}
            </section>
            {form.Render(pending.CodeHash is not null, ApprovalDesk.MayRetry(pending, question))}
            </main>
            """),
        Wording.Service(question.Service));

    static HtmlText Facts(RequestApprovalInput question) => HtmlText.Of($"""
        <dl class="facts">
        <div><dt>Where</dt><dd><code>{Wording.Where(question.Crash)}</code></dd></div>
        <div><dt>Seen</dt><dd>{Wording.Seen(question.Issue)}</dd></div>
        <div><dt>Fix by</dt><dd>{question.Fix.Author}, confidence {(long)Math.Round(question.Fix.Confidence * 100)} %</dd></div>
        <div><dt>Cost</dt><dd>{question.Fix.Usage?.ToString() ?? "none: no model was asked"}</dd></div>
        <div><dt>Run</dt><dd><code>{question.Execution}</code></dd></div>
        </dl>
        """);

    static HtmlText Tests(Verification? verification) => verification is not { Outcome: not VerificationOutcome.NotRun, After: { } after }
        ? HtmlText.Of($"""<li>The repository's own tests are {Wording.Tests(null)}.</li>""")
        : HtmlText.Of($"""<li class="good">The repository's own tests {Wording.Tests(verification)}.{Output(after)}</li>""");

    static HtmlText Output(TestRun run) => HtmlText.When(
        run.Output.Length > 0,
        () => HtmlText.Of($"""<details><summary>The end of their output</summary><pre tabindex="0">{run.Output}</pre></details>"""));

    static HtmlText Problems(RequestApprovalInput question) => HtmlText.When(
        question.Attempt is { Problems.Count: > 0 },
        () => HtmlText.Of($"""
            <details><summary>Attempt {question.Attempt!.Number}: what was wrong with the one before</summary>
            <ul>{question.Attempt.Problems.Select(problem => HtmlText.Of($"<li>{problem}</li>"))}</ul></details>
            """));

    static HtmlText Trace(string trace) => HtmlText.When(
        trace.Length > 0,
        () => HtmlText.Of($"""<details><summary>The crash in the log</summary><pre tabindex="0">{trace}</pre></details>"""));

    static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;
}
