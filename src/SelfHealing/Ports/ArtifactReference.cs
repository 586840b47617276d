using System.Security.Cryptography;
using System.Text.RegularExpressions;
using SelfHealing.Steps;

namespace SelfHealing.Ports;

/// <summary>How artifacts are named: <c>KIND/SHA256</c>. Nothing else reaches a store.</summary>
static partial class ArtifactReference
{
    /// <summary>The reference to this content.</summary>
    public static string To(string kind, ReadOnlySpan<byte> content) =>
        Checked($"{kind}/{Convert.ToHexStringLower(SHA256.HashData(content))}");

    /// <summary>The reference itself, when it is one.</summary>
    /// <exception cref="ArtifactNotFoundException">It is none.</exception>
    public static string Checked(string reference) => Form().IsMatch(reference)
        ? reference
        : throw new ArtifactNotFoundException($"{PlainText.OneLine(reference, 100)} is no artifact reference (KIND/SHA256).");

    [GeneratedRegex(@"\A[a-z-]+/[0-9a-f]{64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
