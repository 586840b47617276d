using SelfHealing.Approvals;
using SelfHealing.Approvals.Html;
using SelfHealing.Approvals.Views;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>The frame of the run browser's pages: they follow what happens, with a script of ours or by loading again.</summary>
static class RunLayout
{
    static readonly InlineFile Style = InlineFile.Read(typeof(RunLayout).Assembly, "runs.css");
    static readonly InlineFile Script = InlineFile.Read(typeof(RunLayout).Assembly, "live.js");

    public static Dictionary<string, string> Headers() => PageHeaders.New(Style, Script);

    /// <param name="reloads">Whether it loads itself again where scripts are off: not while a form may be filled in.</param>
    public static HtmlText Page(string title, HtmlText main, string service, bool reloads) => Layout.Page(
        title,
        HtmlText.Of($"""
            {main}
            <p class="away" id="away" role="alert" hidden>`selfheal serve` does not answer any more, or has been started anew with another key. This is what it showed last.</p>
            <script>{Script}</script>
            """),
        service,
        HtmlText.Of($"""
            <style>{Style}</style>
            {HtmlText.When(reloads, () => HtmlText.Of($"<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>"))}
            """));
}
