namespace SelfHealing.Crashes;

/// <summary>A failure that comes from outside the code: nothing to repair in the repository, so no model is asked.</summary>
/// <param name="Kind">What kind of failure it is.</param>
/// <param name="Reason">One sentence for a person: what happened and where to look.</param>
public sealed record Signal(SignalKind Kind, string Reason);

/// <summary>The failures that are not faults of the code.</summary>
public enum SignalKind
{
    /// <summary>The platform ended the work because it took too long.</summary>
    Timeout,

    /// <summary>The process ran out of memory or was killed for it.</summary>
    OutOfMemory,

    /// <summary>A service refused the call because there were too many.</summary>
    Throttling,

    /// <summary>The caller lacks a permission.</summary>
    Permission,

    /// <summary>A host name could not be resolved, or a connection to another service failed.</summary>
    Upstream,

    /// <summary>A setting, an environment variable or the handler's name is missing or wrong.</summary>
    Configuration,
}
