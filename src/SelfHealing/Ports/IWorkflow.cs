namespace SelfHealing.Ports;

/// <summary>Starts runs of the state machine, and answers those that wait.</summary>
/// <exception cref="WorkflowUnavailableException">Thrown by every method when the service cannot be used now.</exception>
/// <exception cref="WorkflowRefusedException">Thrown by every method when the service refuses the call.</exception>
public interface IWorkflow
{
    /// <summary>Starts a run, once per name: asked again with the same name, it starts no other.</summary>
    /// <param name="name">1 to 80 letters, digits, hyphens and underscores; the run's identity for 90 days after its end.</param>
    /// <param name="input">The run's input, a JSON document.</param>
    /// <param name="cancellation">Stops waiting; the run may have started.</param>
    /// <returns>False when the name was used before, by a run that has ended or has another input.</returns>
    Task<bool> StartAsync(string name, string input, CancellationToken cancellation);

    /// <summary>Lets a waiting run go on with an output, a JSON document.</summary>
    /// <exception cref="TaskTokenClosedException">Nothing waits on the token: it was answered before, timed out, or is none.</exception>
    Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation);

    /// <summary>Lets a waiting run go on with an error.</summary>
    /// <exception cref="TaskTokenClosedException">Nothing waits on the token: it was answered before, timed out, or is none.</exception>
    Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation);
}

/// <summary>The workflow service cannot be used right now. Trying again may help.</summary>
public sealed class WorkflowUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The workflow service refuses a call. Trying again does not help.</summary>
public sealed class WorkflowRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Nothing waits on a task token (any more). Trying again does not help.</summary>
public sealed class TaskTokenClosedException(string message, Exception? inner = null) : Exception(message, inner);
