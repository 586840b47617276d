using System.Globalization;

namespace SelfHealing.Adapters.Local;

/// <summary>Where mail is handed in.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsEncrypted">TLS from the first byte on; else STARTTLS.</param>
/// <param name="User">Who hands in; null for nobody.</param>
/// <param name="Password">The user's password.</param>
public sealed record SmtpSettings(string Host, int Port, bool IsEncrypted, string? User, string? Password)
{
    /// <summary>Reads <c>smtp://user:password@host:port</c>, or <c>smtps://…</c> for TLS from the start. User, password and port may be left out.</summary>
    /// <exception cref="FormatException">The text is no such address. The message does not repeat it: it may hold a password.</exception>
    public static SmtpSettings Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
            throw new FormatException("it is not of the form smtp://user:password@host:port");
        var isEncrypted = uri.Scheme == "smtps";
        var login = uri.UserInfo.Split(':', 2);
        var port = uri.Port > 0 ? uri.Port : isEncrypted ? 465 : 587;
        return login[0].Length > 0
            ? new SmtpSettings(uri.Host, port, isEncrypted, Uri.UnescapeDataString(login[0]), login.Length > 1 ? Uri.UnescapeDataString(login[1]) : "")
            : new SmtpSettings(uri.Host, port, isEncrypted, null, null);
    }

    /// <summary>True for a server on this machine.</summary>
    public bool IsLocal => Host is "localhost" || (System.Net.IPAddress.TryParse(Host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>The server, without the password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsEncrypted ? "smtps" : "smtp")}://{Host}:{Port}");
}
