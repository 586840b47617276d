namespace SelfHealing.Adapters.Git;

/// <summary>What opens a private repository. Nothing of it is ever put into a URL, a message or a command line.</summary>
public sealed record GitAccess
{
    /// <summary>The host that a token is for when none is named.</summary>
    public const string DefaultTokenHost = "github.com";

    /// <summary>Opens public repositories only.</summary>
    public static GitAccess None { get; } = new();

    /// <summary>A private key without a passphrase: its text, or the path of its file.</summary>
    public string? SshKey { get; init; }

    /// <summary>The host keys that are trusted: lines of a known_hosts file, or its path.</summary>
    public string? SshKnownHosts { get; init; }

    /// <summary>A token for HTTPS, sent as the password of the user x-access-token.</summary>
    public string? Token { get; init; }

    /// <summary>Gets the token of a repository at the time of use, for tokens that live for an hour; asked when <see cref="Token"/> is null.</summary>
    public Func<string, CancellationToken, Task<string?>>? TokenSource { get; init; }

    /// <summary>The only host that gets the token: a name, or a name and a port.</summary>
    public string TokenHost { get; init; } = DefaultTokenHost;

    /// <summary>Reads SELFHEAL_SSH_KEY, SELFHEAL_SSH_KNOWN_HOSTS, SELFHEAL_GIT_TOKEN and SELFHEAL_GIT_HOST; without the first two, the files in ~/.ssh.</summary>
    public static GitAccess FromEnvironment(Func<string, string?> environment)
    {
        var ssh = Path.Combine(environment("HOME") ?? environment("USERPROFILE") ?? "", ".ssh");
        return new GitAccess
        {
            SshKey = Value("SELFHEAL_SSH_KEY") ?? Existing("id_ed25519", "id_ecdsa", "id_rsa"),
            SshKnownHosts = Value("SELFHEAL_SSH_KNOWN_HOSTS") ?? Existing("known_hosts"),
            Token = Value("SELFHEAL_GIT_TOKEN"),
            TokenHost = Value("SELFHEAL_GIT_HOST") ?? DefaultTokenHost,
        };

        string? Value(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        string? Existing(params string[] names) => names.Select(name => Path.Combine(ssh, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>This access with the token of a repository.</summary>
    public async Task<GitAccess> ForAsync(string repository, CancellationToken cancellation) =>
        Token is null && TokenSource is not null ? this with { Token = await TokenSource(repository, cancellation) } : this;

    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => nameof(GitAccess);
}
