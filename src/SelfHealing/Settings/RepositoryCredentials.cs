namespace SelfHealing.Settings;

/// <summary>What opens the services' repositories. Each is null when it is not set.</summary>
public sealed record RepositoryCredentials
{
    /// <summary>A GitHub token.</summary>
    public string? GitHubToken { get; init; }

    /// <summary>A GitHub App's id, where an App is used in place of a token.</summary>
    public string? GitHubAppId { get; init; }

    /// <summary>The App's private key, PEM.</summary>
    public string? GitHubAppKey { get; init; }

    /// <summary>A private SSH key without a passphrase, PEM.</summary>
    public string? SshKey { get; init; }

    /// <summary>The SSH hosts that are trusted: lines of a known_hosts file.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => nameof(RepositoryCredentials);
}
