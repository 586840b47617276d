namespace SelfHealing.Ports;

/// <summary>Tells people.</summary>
public interface INotifier
{
    /// <summary>Asks for a decision on a fix.</summary>
    /// <exception cref="NotificationFailedException">The message could not be sent now.</exception>
    Task AskAsync(ApprovalRequest request, CancellationToken cancellation);
}

/// <summary>A question to a person: may this fix become a pull request?</summary>
/// <param name="Execution">The run that waits.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text: the crash, its root cause and the change.</param>
public sealed record ApprovalRequest(string Execution, string Subject, string Body);

/// <summary>A message could not be sent. Trying again may help.</summary>
public sealed class NotificationFailedException(string message, Exception? inner = null) : Exception(message, inner);
