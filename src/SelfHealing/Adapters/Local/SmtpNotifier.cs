using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Local;

/// <summary>Mails questions as plain text.</summary>
/// <param name="settings">The server.</param>
/// <param name="from">The sender's address.</param>
/// <param name="to">The approvers' addresses.</param>
/// <param name="time">The clock.</param>
public sealed class SmtpNotifier(SmtpSettings settings, MailboxAddress from, IReadOnlyList<MailboxAddress> to, TimeProvider time) : INotifier
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task AskAsync(ApprovalRequest request, CancellationToken cancellation)
    {
        using var message = Compose(request);
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Security(), cancellation);
            if (settings.User is { } user)
                await client.AuthenticateAsync(user, settings.Password ?? "", cancellation);
            await client.SendAsync(message, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception problem) when (problem is IOException or SocketException or TimeoutException or CommandException
            or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            throw new NotificationFailedException($"{settings} did not take the message: {PlainText.OneLine(problem.Message)}", problem);
        }
    }

    /// <summary>Reads <c>NAME &lt;ADDRESS&gt;</c>s, separated by commas.</summary>
    /// <exception cref="FormatException">There is none, or one is no address.</exception>
    public static IReadOnlyList<MailboxAddress> ReadAddresses(string text) =>
        InternetAddressList.TryParse(text, out var addresses) && addresses.Count > 0 && addresses.All(address => address is MailboxAddress { Domain.Length: > 0 })
            ? [.. addresses.Mailboxes]
            : throw new FormatException($"{PlainText.OneLine(text, 100)} is no mail address");

    // A password goes over an encrypted connection only. What stays on this machine needs none.
    SecureSocketOptions Security() => settings switch
    {
        { IsEncrypted: true } => SecureSocketOptions.SslOnConnect,
        { IsLocal: true } => SecureSocketOptions.None,
        { User: not null } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    MimeMessage Compose(ApprovalRequest request)
    {
        var message = new MimeMessage { Subject = PlainText.OneLine(request.Subject, 200), Date = time.GetUtcNow() };
        message.From.Add(from);
        message.To.AddRange(to);
        // No "out of office" in answer.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = PlainText.Lines(request.Body) };
        return message;
    }
}
