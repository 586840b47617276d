using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Opens a connection to an SSH server whose host key is known, with a private key.</summary>
static class SshLogin
{
    const string RsaKey = "ssh-rsa";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="RepositoryNotUsableException">The server's key is not trusted, or ours is missing, unreadable or refused.</exception>
    /// <exception cref="RepositoryUnreachableException">The server does not answer.</exception>
    public static SshClient Open(SshAddress address, GitAccess access)
    {
        var known = ReadKnownHosts(address, access);
        using var key = ReadKey(address, access);
        var client = new SshClient(Connection(address, key, known.Types(address.KnownAs)));
        string? untrusted = null;
        client.HostKeyReceived += (_, received) =>
        {
            received.CanTrust = known.Trusts(address.KnownAs, received.HostKey);
            untrusted = received.CanTrust ? null : Untrusted(address, received.HostKey, isKnown: known.Types(address.KnownAs).Count > 0);
        };
        try
        {
            client.Connect();
            return client;
        }
        catch (Exception problem) when (problem is SshException or SocketException or IOException)
        {
            client.Dispose();
            throw untrusted is not null ? new RepositoryNotUsableException(untrusted, problem)
                : problem is SshAuthenticationException ? new RepositoryNotUsableException(
                    $"{address.KnownAs} refuses the SSH key of SELFHEAL_SSH_KEY for the user {address.User}: add its public half as a deploy key with write access.", problem)
                : new RepositoryUnreachableException($"The SSH server {address.KnownAs} cannot be reached: {problem.Message}", problem);
        }
    }

    static ConnectionInfo Connection(SshAddress address, PrivateKeyFile key, IReadOnlySet<string> knownTypes)
    {
        var connection = new ConnectionInfo(address.Host, address.Port, address.User, new PrivateKeyAuthenticationMethod(address.User, key)) { Timeout = Patience };
        // A server has keys of several types: ask for one that is known, as OpenSSH does.
        if (knownTypes.Count > 0)
        {
            foreach (var algorithm in connection.HostKeyAlgorithms.Keys.Where(name => !knownTypes.Contains(TypeOf(name))).ToList())
                connection.HostKeyAlgorithms.Remove(algorithm);
        }
        return connection;
    }

    static string TypeOf(string algorithm) => algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? RsaKey : algorithm;

    static KnownHosts ReadKnownHosts(SshAddress address, GitAccess access)
    {
        if (access.SshKnownHosts is not { } value)
        {
            throw new RepositoryNotUsableException(
                $"No host key is known for {address.KnownAs}: set SELFHEAL_SSH_KNOWN_HOSTS to the output of `{KeyScan(address)}` after checking it.");
        }
        // A line of a known_hosts file has spaces; a path that is a file is one.
        return new KnownHosts(File.Exists(value) ? File.ReadAllText(value) : value);
    }

    static PrivateKeyFile ReadKey(SshAddress address, GitAccess access)
    {
        if (access.SshKey is not { } value)
            throw new RepositoryNotUsableException($"{address.KnownAs} needs an SSH key: set SELFHEAL_SSH_KEY to a private key or the path of one.");
        var isText = value.Contains("PRIVATE KEY", StringComparison.Ordinal);
        if (!isText && !File.Exists(value))
            throw new RepositoryNotUsableException("SELFHEAL_SSH_KEY is neither a private key nor the path of a file.");
        try
        {
            // Settings often hold a key on one line, and editors cut its last line end.
            using var text = new MemoryStream(isText ? Encoding.UTF8.GetBytes(value.Replace("\\n", "\n", StringComparison.Ordinal).Trim() + "\n") : File.ReadAllBytes(value));
            return new PrivateKeyFile(text);
        }
        catch (SshPassPhraseNullOrEmptyException problem)
        {
            throw new RepositoryNotUsableException("The SSH key of SELFHEAL_SSH_KEY has a passphrase: use a deploy key without one.", problem);
        }
        catch (Exception problem) when (problem is SshException or FormatException or NotSupportedException or CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new RepositoryNotUsableException("SELFHEAL_SSH_KEY holds no private key that can be read: use one in OpenSSH or PEM form.", problem);
        }
    }

    static string Untrusted(SshAddress address, byte[] key, bool isKnown)
    {
        var fingerprint = "SHA256:" + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('=');
        return isKnown
            ? $"The host key of {address.KnownAs} ({fingerprint}) is not the known one: someone may be listening in. If the server has a new key, replace its lines in SELFHEAL_SSH_KNOWN_HOSTS."
            : $"The host key of {address.KnownAs} ({fingerprint}) is not known: check it, and add the output of `{KeyScan(address)}` to SELFHEAL_SSH_KNOWN_HOSTS.";
    }

    static string KeyScan(SshAddress address) => $"ssh-keyscan -p {address.Port} {address.Host}";
}
