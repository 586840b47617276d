using System.Security.Cryptography;
using System.Text;

namespace SelfHealing.Adapters.Git;

/// <summary>The host keys that are trusted, as lines of OpenSSH's known_hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").</summary>
/// <remarks>Names with wildcards and certificate authorities are not read: a key that only they would trust is unknown.</remarks>
sealed class KnownHosts
{
    readonly List<(string Names, string Type, string Key, bool Revoked)> lines = [];

    public KnownHosts(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            var revoked = words is ["@revoked", ..];
            if (revoked)
                words = words[1..];
            if (words is [var names, var type, var key, ..] && names[0] is not ('#' or '@'))
                lines.Add((names, type, key, revoked));
        }
    }

    /// <summary>The lines of a file that are about a host, as they stand there.</summary>
    public static IEnumerable<string> LinesAbout(string host, string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries).Where(line => new KnownHosts(line).Of(host).Any());

    /// <summary>The types of the keys that the host is known by.</summary>
    public IReadOnlySet<string> Types(string host) =>
        Of(host).Where(line => !line.Revoked).Select(line => line.Type).ToHashSet(StringComparer.Ordinal);

    public bool Trusts(string host, byte[] key)
    {
        var known = Of(host).Where(line => line.Key == Convert.ToBase64String(key)).ToList();
        return known.Count > 0 && known.TrueForAll(line => !line.Revoked);
    }

    IEnumerable<(string Names, string Type, string Key, bool Revoked)> Of(string host) =>
        lines.Where(line => line.Names.Split(',').Any(name => IsName(name, host)));

    static bool IsName(string name, string host) =>
        name.StartsWith("|1|", StringComparison.Ordinal) ? IsHashOf(name, host) : name.Equals(host, StringComparison.OrdinalIgnoreCase);

    // |1|salt|HMAC-SHA1 of the name: OpenSSH's HashKnownHosts.
    static bool IsHashOf(string name, string host)
    {
        if (name.Split('|') is not [_, _, var salt, var hash])
            return false;
        var bytes = new byte[64];
        if (!Convert.TryFromBase64String(salt, bytes, out var length))
            return false;
#pragma warning disable CA5350 // The file format's own algorithm; it hides names, it proves nothing.
        var made = HMACSHA1.HashData(bytes.AsSpan(0, length), Encoding.UTF8.GetBytes(host));
#pragma warning restore CA5350
        return Convert.ToBase64String(made) == hash;
    }
}
