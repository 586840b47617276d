using SelfHealing.Approvals.Html;

namespace SelfHealing.Approvals;

/// <summary>The headers of every page: nothing runs but a script of ours, nothing is loaded, nothing is kept, nothing leaks.</summary>
static class PageHeaders
{
    static readonly string Policy = PolicyOf($"style-src {InlineFile.PageStyle.Source}");

    public static Dictionary<string, string> New() => New(Policy);

    /// <summary>Those of a page that has a style sheet and a script of its own, which may ask the page's own host.</summary>
    public static Dictionary<string, string> New(InlineFile style, InlineFile script) => New(PolicyOf(
        $"style-src {InlineFile.PageStyle.Source} {style.Source}; script-src {script.Source}; connect-src 'self'"));

    static string PolicyOf(string allowed) => $"default-src 'none'; {allowed}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static Dictionary<string, string> New(string policy) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Type"] = "text/html; charset=utf-8",
        ["Content-Security-Policy"] = policy,
        ["Cache-Control"] = "no-store",
        // The link is a secret: it is told to no other page.
        ["Referrer-Policy"] = "no-referrer",
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["X-Robots-Tag"] = "noindex, nofollow",
    };
}
