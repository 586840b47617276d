using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace SelfHealing.Approvals.Html;

/// <summary>A style sheet or a script of ours. It stands in each page, so that a page needs nothing from elsewhere.</summary>
public sealed class InlineFile
{
    /// <summary>The style sheet of every page.</summary>
    public static readonly InlineFile PageStyle = Read(typeof(InlineFile).Assembly, "page.css");

    InlineFile(string text) => (Text, Source) = (text, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");

    /// <summary>By which a Content-Security-Policy allows it and no other.</summary>
    public string Source { get; }

    internal string Text { get; }

    /// <summary>Reads one that an assembly carries.</summary>
    public static InlineFile Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in {assembly.GetName().Name}.");
        using var reader = new StreamReader(resource);
        return new InlineFile(reader.ReadToEnd());
    }
}
