using SelfHealing.Approvals.Html;

namespace SelfHealing.Approvals.Views;

/// <summary>The frame of every page.</summary>
static class Layout
{
    /// <param name="head">What the page's head has besides; null for nothing.</param>
    public static HtmlText Page(string title, HtmlText main, string service = "", HtmlText? head = null) => HtmlText.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{title}</title>
        <style>{InlineFile.PageStyle}</style>
        {head ?? HtmlText.Nothing}
        </head>
        <body>
        <header class="top"><span class="brand">SelfHealing</span>{HtmlText.When(service.Length > 0, () => HtmlText.Of($"<span class=\"service\">{service}</span>"))}</header>
        {main}
        </body>
        </html>

        """);
}
