namespace SelfHealing.Approvals;

/// <summary>Whether a POST is the page's own form, sent by a browser.</summary>
static class PostCheck
{
    /// <summary>The status and the reason to refuse it with; null when it may be read.</summary>
    public static (int Status, string Reason)? Refusal(PageRequest request, Uri? page)
    {
        if (!IsOwn(request, page))
            return (403, "The form was sent from another site.");
        var type = request.Header("Content-Type") ?? "";
        var semicolon = type.IndexOf(';', StringComparison.Ordinal);
        if (!string.Equals((semicolon < 0 ? type : type[..semicolon]).Trim(), "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return (415, "This is not the page's form.");
        return request.Body.Length > DecisionForm.LongestBody ? (413, "The form is too long. Shorten the reason.") : null;
    }

    // Sec-Fetch-Site cannot be set by a page. Browsers send Origin as "null" where the referrer policy is no-referrer, as it is here.
    static bool IsOwn(PageRequest request, Uri? page)
    {
        var origin = request.Header("Origin");
        if (request.Header("Sec-Fetch-Site") is { } site)
            return site == "same-origin" && (origin is null or "null" || IsOrigin(origin, page));
        return origin is not null && IsOrigin(origin, page);
    }

    // A host that knows no address of its own cannot compare; the browser could.
    static bool IsOrigin(string origin, Uri? page) =>
        page is not null && string.Equals(origin, page.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
