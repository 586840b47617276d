using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SelfHealing.Issues;

namespace SelfHealing.Ingest;

/// <summary>
/// The name of a run that Ingest starts: the service and the beginning of the fingerprint for people, a hash of both in full, and the second
/// in which it was decided to start it. The issue keeps the name before the run is started, so whoever tries again uses the same one.
/// </summary>
static class RunName
{
    const int LongestService = 30;

    /// <summary>At most 80 letters, digits and hyphens, as Step Functions wants it.</summary>
    public static string Of(IssueKey key, DateTimeOffset startedAt)
    {
        var service = Plain(key.Service, LongestService);
        var fingerprint = Plain(key.Fingerprint[(key.Fingerprint.IndexOf(':') + 1)..], 16);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Service}\n{key.Fingerprint}")).AsSpan(0, 4));
        return $"{service}-{fingerprint}-{hash}-{startedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";
    }

    static string Plain(string text, int length) =>
        string.Concat(text.Take(length).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
