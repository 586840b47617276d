using System.Text;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>Tells people through an SNS topic, which mails to whoever has subscribed.</summary>
/// <param name="topic">The topic's ARN.</param>
public sealed class SnsNotifier(string topic) : INotifier, IDisposable
{
    // SNS's own limits: characters of a subject, bytes of a message.
    const int LongestSubject = 100;
    const int LongestMessage = 256 * 1024;
    const string Cut = "\n\n(The rest does not fit into a message.)";

    readonly Lazy<SnsClient> client = new(() => new SnsClient());

    /// <inheritdoc/>
    public async Task AskAsync(ApprovalRequest request, CancellationToken cancellation)
    {
        try
        {
            await client.Value.PublishAsync(topic, SubjectOf(request.Subject), Fitting(request.Body), cancellation);
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new NotificationFailedException($"The question could not be sent to {topic}: {AwsFailures.Describe(problem)}", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }

    // SNS takes subjects of printable ASCII that start with a letter, a digit or punctuation.
    static string SubjectOf(string subject)
    {
        var line = string.Concat(Steps.PlainText.OneLine(subject).Select(letter => letter is >= ' ' and <= '~' ? letter : '?')).TrimStart();
        return line.Length > LongestSubject ? line[..(LongestSubject - 3)] + "..." : line.Length > 0 ? line : "SelfHealing";
    }

    static string Fitting(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= LongestMessage)
            return text;
        var kept = Encoding.UTF8.GetBytes(text).AsSpan(0, LongestMessage - Cut.Length);
        // Not in the middle of a character.
        while ((kept[^1] & 0xC0) == 0x80)
            kept = kept[..^1];
        return Encoding.UTF8.GetString(kept[..^1]) + Cut;
    }
}
