using SelfHealing.Approvals.Html;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals.Views;

/// <summary>Pages that say one thing.</summary>
static class Notice
{
    public static readonly HtmlText NoSuchLink = Of(
        "This link leads nowhere",
        "It was mistyped or cut, or a newer message has replaced it. Look for the latest message about this crash.");

    public static readonly HtmlText NoSuchRun = Of(
        "There is no such run",
        "It was mistyped, or the runs are kept in another SELFHEAL_HOME.");

    public static readonly HtmlText Closed = Of(
        "This needs the key",
        "Open the address that `selfheal serve` printed when it was started. The key in it is new with every start.");

    public static readonly HtmlText NotOpen = Of(
        "There is nothing to decide any more",
        "The run that asked has gone on or has ended. Nothing was decided here.");

    public static readonly HtmlText NotKept = Of(
        "There is nothing to decide any more",
        "What was asked is not kept any more. Nothing was decided here.");

    public static readonly HtmlText NotAllowed = Of("This page can be opened and answered, nothing else", "");

    public static readonly HtmlText TooManyCodes = Of(
        "This link is closed",
        "Five confirmation codes were tried. The change can still be decided on where SelfHealing runs.");

    public static HtmlText Expired(DateTimeOffset at) => Of(
        "The time to decide is over",
        $"The question was open until {Wording.Time(at)}. Nothing was decided. When the crash comes again, a new fix is made.");

    public static HtmlText Refused(string reason) => Of("Nothing was decided", reason);

    public static HtmlText NotNow(string reason) => Of(
        "That does not work right now",
        $"{reason} A decision is kept only if this page shows it: open the link again in a few minutes.");

    public static HtmlText NotReadable(string run, string reason) => Of(
        "This run cannot be read",
        $"What is stored of {run} is damaged, or another version of SelfHealing has written it: {reason} The other runs are not touched by that.");

    public static HtmlText AlreadyDecided(Approval decision) => Of(
        "This was decided before",
        $"{DecidedView.What(decision)} Your answer changed nothing.");

    static HtmlText Of(string title, string text) => Layout.Page(title, HtmlText.Of($"""
        <main class="narrow">
        <h1>{title}</h1>
        <p>{text}</p>
        </main>
        """));
}
