namespace SelfHealing.Ports;

/// <summary>Keeps what is too big for the state of a run: crashes, source trees, edits, patches. Content-addressed, so storing again changes nothing.</summary>
public interface IArtifactStore
{
    /// <summary>Stores the content and returns the reference to it: <c>KIND/SHA256</c>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or written now.</exception>
    Task<string> PutAsync(string kind, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>The content behind a reference.</summary>
    /// <exception cref="ArtifactNotFoundException">Nothing is stored under it, or it is no reference.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or read now.</exception>
    Task<byte[]> GetAsync(string reference, CancellationToken cancellation);
}

/// <summary>An artifact is referred to that is not there (any more). Permanent.</summary>
public sealed class ArtifactNotFoundException(string message) : Exception(message);

/// <summary>A store cannot be used right now. Trying again may help.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
