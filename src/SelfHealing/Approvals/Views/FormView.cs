using SelfHealing.Approvals.Html;

namespace SelfHealing.Approvals.Views;

/// <summary>The form, as it was last filled in.</summary>
/// <param name="Nonce">The page's proof.</param>
/// <param name="Filled">What was filled in; nothing at first.</param>
/// <param name="Error">What to correct; null at first.</param>
/// <param name="Identity">Who decides, where it is known; null when a name is asked for.</param>
sealed record FormView(string Nonce, DecisionForm Filled, FormError? Error, string? Identity)
{
    public HtmlText Render(bool asksForCode, bool mayRetry) => HtmlText.Of($"""
        <section class="decide" id="decide" aria-labelledby="decide-title">
        <h2 id="decide-title">Your decision</h2>
        {HtmlText.When(Error is not null, () => HtmlText.Of($"<div class=\"error\" role=\"alert\" id=\"error\"><p>{Error!.Message}</p></div>"))}
        <form method="post" accept-charset="utf-8" autocomplete="off">
        <input type="hidden" name="nonce" value="{Nonce}">
        <fieldset>
        <legend>What should happen with this change?</legend>
        {Choice("approve", "Approve", "It is committed on a branch of its own, and a pull request is opened. Nothing is merged.")}
        {HtmlText.When(mayRetry, () => Choice("retry", "Ask for another attempt", "Say below what it should do otherwise."))}
        {Choice("reject", "Reject", "Say why below. The crash stays quiet until someone clears it.")}
        </fieldset>
        <div class="field">
        <label for="reason">Reason or comment</label>
        <p class="hint" id="reason-hint">Needed unless you approve. Kept with the crash{HtmlText.When(mayRetry, () => HtmlText.Of($"; the next attempt is told it"))}.</p>
        <textarea id="reason" name="reason" rows="3" maxlength="2000" aria-describedby="reason-hint"{Invalid("reason")}>{Filled.Reason}</textarea>
        </div>
        <div class="row">
        {(Identity is null ? Name() : HtmlText.Of($"<p class=\"hint\">You decide as {Identity}</p>"))}
        {HtmlText.When(asksForCode, Code)}
        </div>
        <p class="send"><button type="submit">Send the decision</button> <span class="hint">It cannot be taken back here.</span></p>
        </form>
        </section>
        """);

    HtmlText Choice(string value, string label, string hint) => HtmlText.Of($"""
        <label class="choice"><input type="radio" name="decision" value="{value}" required{Checked(value)}{Invalid("decision")}><span><b>{label}</b> <span class="hint">{hint}</span></span></label>
        """);

    HtmlText Name() => HtmlText.Of($"""
        <div class="field">
        <label for="name">Your name</label>
        <input id="name" name="name" maxlength="100" required autocomplete="name" value="{Filled.Name}"{Invalid("name")}>
        </div>
        """);

    HtmlText Code() => HtmlText.Of($"""
        <div class="field">
        <label for="code">Confirmation code</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required aria-describedby="code-hint"{Invalid("code")}>
        <p class="hint" id="code-hint">Six digits, in the message.</p>
        </div>
        """);

    HtmlText Checked(string value) => HtmlText.When(Filled.Decision == value, () => HtmlText.Of($" checked"));

    HtmlText Invalid(string field) => HtmlText.When(Error?.Field == field, () => HtmlText.Of($" aria-invalid=\"true\" aria-errormessage=\"error\" autofocus"));
}
