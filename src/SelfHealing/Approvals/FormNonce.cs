using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SelfHealing.Approvals;

/// <summary>
/// Proves that a form was taken from the page: <c>TIME.MAC</c>. The MAC's key is the secret that opens the page, so nothing is stored when a page is
/// viewed; it covers what was asked, so an answer counts for what was on the page.
/// </summary>
static class FormNonce
{
    /// <summary>How long a page may lie open.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static string New(string secret, PendingApproval pending, DateTimeOffset now) => Of(secret, pending, now.ToUnixTimeSeconds());

    public static bool IsGood(string? nonce, string secret, PendingApproval pending, DateTimeOffset now)
    {
        if (nonce?.Split('.') is not [var time, _] || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        var age = now.ToUnixTimeSeconds() - seconds;
        return age >= 0 && age <= Lifetime.TotalSeconds && ApprovalLink.AreEqual(nonce, Of(secret, pending, seconds));
    }

    static string Of(string secret, PendingApproval pending, long seconds)
    {
        var covered = $"{seconds} {pending.Execution} {pending.Number} {pending.Question}";
        var mac = HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.UTF8.GetBytes(covered));
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{Base64Url.EncodeToString(mac)}");
    }
}
