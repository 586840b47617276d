namespace SelfHealing.Adapters.Git;

/// <summary>The SSH server of a repository, as known_hosts knows it.</summary>
/// <param name="Name">How known_hosts names it.</param>
public sealed record SshHost(string Name)
{
    /// <summary>The server of a repository's address; null when it is reached by other means.</summary>
    /// <exception cref="Ports.RepositoryNotUsableException">It is no address.</exception>
    public static SshHost? Of(string repository) =>
        repository.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase) || repository.StartsWith("git@", StringComparison.OrdinalIgnoreCase)
            ? new SshHost(SshAddress.Parse(repository).KnownAs)
            : null;

    /// <summary>The lines of a known_hosts file that are about it; empty when there are none.</summary>
    public string LinesIn(string knownHosts) => string.Join('\n', KnownHosts.LinesAbout(Name, knownHosts));
}
