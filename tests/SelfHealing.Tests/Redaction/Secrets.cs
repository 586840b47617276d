using System.Text;

namespace SelfHealing.Tests.Redaction;

/// <summary>
/// Made-up secrets in the forms that providers issue. They are put together here, so that no scanner takes this repository's own tests
/// for a leak.
/// </summary>
static class Secrets
{
    const string Alphanumeric = "Zq7Kd2Vx9Lm4Tb1Rc8Yf3Wn6Hs5Gj0PpEeUuAaIiOoXkQwMvNzBtDyCrFlSgJh";
    const string HexDigits = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static string Letters(int length) => Repeat(Alphanumeric, length);

    public static string Hex(int length) => Repeat(HexDigits, length);

    public static string Upper(int length) => Repeat("7QX2KD9VLM4TB1RC8YF3WN6HS5GJ0P", length);

    /// <summary>The name of the kind in its marker, and a token of it.</summary>
    public static readonly (string Kind, string Token)[] Tokens =
    [
        ("aws-access-key", "AK" + "IA" + Upper(16)),
        ("aws-access-key", "AS" + "IA" + Upper(16)),
        ("github-token", "gh" + "p_" + Letters(36)),
        ("github-token", "gh" + "o_" + Letters(36)),
        ("github-token", "gh" + "s_" + Letters(36)),
        ("github-token", "github" + "_pat_" + Letters(22) + "_" + Letters(59)),
        ("gitlab-token", "glp" + "at-" + Letters(20)),
        ("slack-token", "xo" + "xb-123456789012-1234567890123-" + Letters(24)),
        ("slack-token", "xo" + "xp-123456789012-123456789012-" + Hex(32)),
        ("slack-token", "xa" + "pp-1-A0123456789-1234567890123-" + Hex(64)),
        ("slack-token", "hooks.sl" + "ack.com/services/T01234567/B01234567/" + Letters(24)),
        ("stripe-key", "sk" + "_live_" + Letters(24)),
        ("stripe-key", "rk" + "_live_" + Letters(24)),
        ("stripe-key", "wh" + "sec_" + Letters(32)),
        ("google-key", "AI" + "za" + Letters(35)),
        ("google-key", "ya" + "29." + Letters(60)),
        ("google-key", "GOC" + "SPX-" + Letters(28)),
        ("npm-token", "np" + "m_" + Letters(36)),
        ("pypi-token", "py" + "pi-AgEIcHlwaS5vcmc" + Letters(64) + Letters(64)),
        ("sendgrid-key", "S" + "G." + Letters(22) + "." + Letters(43)),
        ("twilio-key", "S" + "K" + Hex(32)),
        ("openai-key", "sk" + "-" + Letters(48)),
        ("openai-key", "sk" + "-proj-" + Letters(40) + "_" + Letters(40) + "-" + Letters(20)),
        ("anthropic-key", "sk" + "-ant-api03-" + Letters(40) + "-" + Letters(40) + "AA"),
        ("digitalocean-token", "do" + "p_v1_" + Hex(64)),
        ("heroku-key", "HR" + "KU-" + "AA" + Letters(58)),
        ("telegram-token", "123456789" + ":AA" + Letters(33)),
        ("discord-token", "MTIzNDU2Nzg5MDEyMzQ1Njc4" + "." + "GaBcDe" + "." + Letters(38)),
        ("discord-token", "discord" + ".com/api/webhooks/123456789012345678/" + Letters(64)),
        ("huggingface-token", "h" + "f_" + Letters(34)),
        ("shopify-token", "shp" + "at_" + Hex(32)),
        ("square-token", "sq0" + "atp-" + Letters(22)),
        ("mailgun-key", "ke" + "y-" + Hex(32)),
        ("vault-token", "hv" + "s." + Letters(60) + Letters(34)),
        ("databricks-token", "da" + "pi" + Hex(32)),
        ("jfrog-token", "AK" + "Cp" + Letters(64) + Letters(5)),
        ("docker-token", "dck" + "r_pat_" + Letters(27)),
        ("atlassian-token", "ATA" + "TT3xFfGF0" + Letters(64) + "-" + Letters(64) + "=" + "1A2B3C4D"),
        ("azure-key", "aB3" + "8Q" + "~" + Letters(34)),
        ("cloudflare-key", "v1." + "0-" + Hex(24) + "-" + Hex(64) + Hex(64) + Hex(18)),
        ("provider-token", "ruby" + "gems_" + Hex(48)),
        ("provider-token", "lin" + "_api_" + Letters(40)),
        ("provider-token", "NR" + "AK-" + Upper(27)),
        ("provider-token", "gs" + "k_" + Letters(52)),
        ("json-web-token", Jwt),
    ];

    public static string Jwt =>
        Base64Url("""{"alg":"HS256","typ":"JWT"}""") + "." + Base64Url("""{"sub":"1234567890","name":"Jane"}""") + "." + Letters(43);

    public static string PrivateKeyPem(string lineBreak, string label = "PRIVATE" + " KEY") =>
        $"-----BEGIN {label}-----{lineBreak}{string.Join(lineBreak, PrivateKeyLines)}{lineBreak}-----END {label}-----";

    public static readonly string[] PrivateKeyLines = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC" + Letters(32), Letters(60) + "+/ab", "u" + Letters(63), Letters(26) + "=="];

    static string Base64Url(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    static string Repeat(string alphabet, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append(alphabet);
        return text.ToString(0, length);
    }
}
