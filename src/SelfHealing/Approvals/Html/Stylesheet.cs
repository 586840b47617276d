using System.Security.Cryptography;
using System.Text;

namespace SelfHealing.Approvals.Html;

/// <summary>The one style sheet of the pages. It stands in each page, so that a page needs nothing from elsewhere.</summary>
public sealed class Stylesheet
{
    /// <summary>The style sheet.</summary>
    public static readonly Stylesheet Page = Read("page.css");

    Stylesheet(string css) => (Css, Source) = (css, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'");

    /// <summary>By which a Content-Security-Policy allows it and no other.</summary>
    public string Source { get; }

    internal string Css { get; }

    static Stylesheet Read(string name)
    {
        using var resource = typeof(Stylesheet).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the library.");
        using var reader = new StreamReader(resource);
        return new Stylesheet(reader.ReadToEnd());
    }
}
