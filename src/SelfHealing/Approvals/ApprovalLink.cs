using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SelfHealing.Approvals;

/// <summary>The last part of a link to the approval page: <c>RUN.SECRET</c>. The secret is 256 random bits in base64url.</summary>
/// <param name="Execution">The run.</param>
/// <param name="Secret">What only the mail holds.</param>
public sealed partial record ApprovalLink(string Execution, string Secret)
{
    /// <summary>The folder of the page's address that the links are in.</summary>
    public const string Folder = "approvals/";

    /// <summary>A new link.</summary>
    /// <param name="execution">The run.</param>
    /// <param name="random">Returns as many unpredictable bytes as it is asked for.</param>
    public static ApprovalLink New(string execution, Func<int, byte[]> random) => new(execution, Base64Url.EncodeToString(random(32)));

    /// <summary>The whole address.</summary>
    public Uri At(Uri page)
    {
        var address = page.AbsoluteUri;
        return new Uri($"{address}{(address.EndsWith('/') ? "" : "/")}{Folder}{Execution}.{Secret}");
    }

    /// <summary>Reads a request's path; false when it is no path of an approval.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out ApprovalLink? link)
    {
        var match = Form().Match(path);
        link = match.Success ? new ApprovalLink(match.Groups["run"].Value, match.Groups["secret"].Value) : null;
        return match.Success;
    }

    /// <summary>What is stored of the secret.</summary>
    public string Hash => HashOf(Secret);

    /// <summary>What is stored of a confirmation code. Without the secret, the million codes cannot be tried.</summary>
    public string HashOfCode(string code) => HashOf($"{Secret} {code}");

    /// <summary>Six digits, each as likely as any other.</summary>
    public static string NewCode(Func<int, byte[]> random) =>
        // Of 64 bits, so that the remainder's bias is below 1 in 10^13.
        (BitConverter.ToUInt64(random(8)) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Whether two hashes are equal, in a time that does not tell where they differ.</summary>
    public static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"(?:\A|/)approvals/(?<run>[0-9A-Za-z_-]{1,80})\.(?<secret>[0-9A-Za-z_-]{43})\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
