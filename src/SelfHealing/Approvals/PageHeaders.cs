using SelfHealing.Approvals.Html;

namespace SelfHealing.Approvals;

/// <summary>The headers of every page: nothing runs, nothing is loaded, nothing is kept, nothing leaks.</summary>
static class PageHeaders
{
    static readonly string Policy =
        $"default-src 'none'; style-src {Stylesheet.Page.Source}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static Dictionary<string, string> New() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Type"] = "text/html; charset=utf-8",
        ["Content-Security-Policy"] = Policy,
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
