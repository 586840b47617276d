using SelfHealing.Adapters.Local;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Hosting;

/// <summary>Tells people by mail where SELFHEAL_SMTP names a server, and where the run was started.</summary>
sealed class LocalNotifier(SmtpNotifier? mail, TextWriter people) : INotifier
{
    /// <exception cref="UsageException">A setting cannot be read, or one is missing.</exception>
    public static LocalNotifier Of(Surroundings surroundings, TextWriter people)
    {
        if (surroundings.Environment("SELFHEAL_SMTP") is not { Length: > 0 } server)
            return new LocalNotifier(null, people);
        return new LocalNotifier(
            new SmtpNotifier(
                Read("SELFHEAL_SMTP", server, SmtpSettings.Parse),
                Read("SELFHEAL_MAIL_FROM", Needed(surroundings, "SELFHEAL_MAIL_FROM"), SmtpNotifier.ReadAddresses)[0],
                Read("SELFHEAL_MAIL_TO", Needed(surroundings, "SELFHEAL_MAIL_TO"), SmtpNotifier.ReadAddresses),
                surroundings.Time),
            people);
    }

    public async Task AskAsync(ApprovalRequest request, CancellationToken cancellation)
    {
        // The mail first: it is the one that may fail and be tried again.
        if (mail is not null)
            await mail.AskAsync(request, cancellation);
        await people.WriteAsync($"\n{request.Subject}\n\n{request.Body}\n".AsMemory(), cancellation);
    }

    static string Needed(Surroundings surroundings, string name) => surroundings.Environment(name) is { Length: > 0 } value
        ? value
        : throw new UsageException($"SELFHEAL_SMTP is set, so {name} has to be set too: a mail address.");

    static T Read<T>(string name, string value, Func<string, T> read)
    {
        try
        {
            return read(value);
        }
        catch (FormatException problem)
        {
            throw new UsageException($"{name} cannot be used: {problem.Message}.");
        }
    }
}
