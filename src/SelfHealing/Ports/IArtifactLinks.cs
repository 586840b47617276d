namespace SelfHealing.Ports;

/// <summary>Lets someone without rights of ours read or write one artifact for a while. Whoever has a link has the right: links are kept from logs and pages.</summary>
public interface IArtifactLinks
{
    /// <summary>A link to read an artifact with GET.</summary>
    /// <exception cref="StoreUnavailableException">The link cannot be made now.</exception>
    Task<Uri> ToReadAsync(string reference, TimeSpan lifetime);

    /// <summary>A link to write an artifact with PUT, under a reference that may not be the hash of its content.</summary>
    /// <exception cref="StoreUnavailableException">The link cannot be made now.</exception>
    Task<Uri> ToWriteAsync(string reference, TimeSpan lifetime);
}
