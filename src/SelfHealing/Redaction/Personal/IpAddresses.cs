using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace SelfHealing.Redaction.Personal;

/// <summary>Finds public IP addresses of versions 4 and 6. Addresses of private networks, of the machine itself and of documentation tell of nobody.</summary>
static class IpAddresses
{
    const int Longest = 45;
    static readonly SearchValues<char> Version4 = SearchValues.Create("0123456789.");
    static readonly SearchValues<char> Version6 = SearchValues.Create("0123456789abcdefABCDEF:.");

    static readonly IPNetwork[] Kept =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24", "192.168.0.0/16", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "255.255.255.255/32", "::/127", "fc00::/7", "fe80::/10", "ff00::/8", "2001:db8::/32",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOfAny(Version6);
            if (found < 0)
                return;
            var start = position + found;
            position = start + CharSets.Run(text, start, Version6);
            if (CharSets.IsAt(text, start - 1, CharSets.Base64Url) || CharSets.IsAt(text, position, CharSets.Word))
                continue;
            var candidate = text[start..position];
            if (Length(candidate.TrimEnd(".:")) is > 0 and var length)
                findings.Add(new(start, start + length, SecretKind.IpAddress));
        }
    }

    // The length of the address at the start: a port may follow one of version 4.
    static int Length(ReadOnlySpan<char> candidate)
    {
        var digits = CharSets.Run(candidate, 0, Version4);
        var isVersion4 = candidate[..digits].Contains('.') && (digits == candidate.Length || candidate[digits] == ':');
        var address = isVersion4 ? candidate[..digits] : candidate;
        if (address.Length is < 3 or > Longest || (isVersion4 ? address.Count('.') != 3 : address.Count(':') < 2) || !IPAddress.TryParse(address, out var parsed))
            return 0;
        if (parsed.AddressFamily == AddressFamily.InterNetworkV6 && parsed.IsIPv4MappedToIPv6)
            parsed = parsed.MapToIPv4();
        foreach (var network in Kept)
        {
            if (network.Contains(parsed))
                return 0;
        }
        return address.Length;
    }
}
