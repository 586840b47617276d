using SelfHealing.Redaction.Assignments;
using SelfHealing.Redaction.Headers;
using SelfHealing.Redaction.Personal;
using SelfHealing.Redaction.Tokens;

namespace SelfHealing.Redaction;

/// <summary>
/// Replaces the secrets in log text, source code and messages by markers such as <c>[redacted:github-token]</c>, before the text is sent,
/// stored or shown. A text that was redacted stays as it is when it is redacted again. The lines keep their number, and code stays code:
/// only what stands between the quotes is replaced. Takes time in proportion to the text's length. docs/redaction.md has the rules.
/// </summary>
/// <param name="RedactEmails">Whether e-mail addresses are replaced.</param>
/// <param name="RedactIps">Whether public IP addresses are replaced; those of private networks and of the machine itself never are.</param>
public sealed record Redactor(bool RedactEmails = true, bool RedactIps = false)
{
    // A marker can part what stood together, so that the next pass sees a secret there: an address right before a token.
    const int MostPasses = 8;

    public string Redact(string text) => Examine(text).Text;

    public RedactedText Examine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var counts = new Dictionary<SecretKind, int>();
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var findings = Find(text);
            if (findings.Count == 0)
                break;
            foreach (var finding in findings)
                counts[finding.Kind] = counts.GetValueOrDefault(finding.Kind) + 1;
            text = Replacement.Apply(text, findings);
        }
        return new(text, counts);
    }

    List<Finding> Find(ReadOnlySpan<char> text)
    {
        var findings = new List<Finding>();
        PrivateKeys.Find(text, findings);
        PrefixedTokens.Find(text, findings);
        AwsSecretKeys.Find(text, findings);
        JsonWebTokens.Find(text, findings);
        MarkedTokens.Find(text, findings);
        DiscordTokens.Find(text, findings);
        SignedUrls.Find(text, findings);
        UrlPasswords.Find(text, findings);
        AuthorizationHeaders.Find(text, findings);
        Cookies.Find(text, findings);
        UserAndPassword.Find(text, findings);
        AssignedSecrets.Find(text, findings);
        CardNumbers.Find(text, findings);
        Ibans.Find(text, findings);
        if (RedactEmails)
            EmailAddresses.Find(text, findings);
        if (RedactIps)
            IpAddresses.Find(text, findings);
        return Replacement.Joined(text, findings);
    }
}
