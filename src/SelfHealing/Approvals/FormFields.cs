using System.Net;

namespace SelfHealing.Approvals;

/// <summary>The fields of a form, from a body or a query: <c>name=value&amp;…</c>, percent-encoded.</summary>
static class FormFields
{
    /// <summary>Of a field that is there twice, the first counts.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                fields.TryAdd(WebUtility.UrlDecode(pair[..equals]), WebUtility.UrlDecode(pair[(equals + 1)..]));
        }
        return fields;
    }
}
