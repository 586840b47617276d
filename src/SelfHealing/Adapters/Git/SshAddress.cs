using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Where a repository is on an SSH server, from <c>ssh://user@host:port/path</c> or the short <c>user@host:path</c>.</summary>
/// <param name="User">Who logs in; <c>git</c> when the address names nobody.</param>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Path">The repository on it; of the short form, below the user's home folder.</param>
sealed record SshAddress(string User, string Host, int Port, string Path)
{
    const int DefaultPort = 22;
    const string DefaultUser = "git";

    /// <summary>How known_hosts names the server.</summary>
    public string KnownAs => Port == DefaultPort ? Host : $"[{Host}]:{Port}";

    public static SshAddress Parse(string url)
    {
        if (url.Contains("://", StringComparison.Ordinal))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.AbsolutePath.Length <= 1)
                throw new RepositoryNotUsableException($"{GitErrors.WithoutPassword(url)} is no SSH address: write ssh://git@host/path.git.");
            var user = Uri.UnescapeDataString(address.UserInfo.Split(':')[0]);
            return new SshAddress(
                user.Length > 0 ? user : DefaultUser, address.Host, address.Port > 0 ? address.Port : DefaultPort, Uri.UnescapeDataString(address.AbsolutePath));
        }
        var colon = url.IndexOf(':');
        var at = colon > 0 ? url.LastIndexOf('@', colon) : -1;
        return colon > at + 1 && colon + 1 < url.Length
            ? new SshAddress(at > 0 ? url[..at] : DefaultUser, url[(at + 1)..colon], DefaultPort, url[(colon + 1)..])
            : throw new RepositoryNotUsableException($"{url} is no SSH address: write git@host:path.git.");
    }

    /// <summary>The command that the server runs, quoted for its shell.</summary>
    public string Command(string program) => $"{program} '{Path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
