using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>New lines that read secrets, call strangers, carry encoded text, or switch protection off; whatever the language.</summary>
static partial class RiskyText
{
    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    const int LongestLine = 2_000;

    static readonly (string Name, Func<Regex> Form)[] Kinds =
    [
        ("a reading of all environment variables", WholeEnvironment),
        ("a reading of a secret from the environment", SecretVariable),
        ("a path of secrets or of the system", SecretPath),
        ("a decoding of encoded text", Decoding),
        ("a switch that turns the check of certificates off", NoCertificates),
        ("a comparison of a password with a fixed text", FixedPassword),
        ("a download that is run", RunDownload),
    ];

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        var isProse = file.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith(".rst", StringComparison.OrdinalIgnoreCase)
            || file.Path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        var lines = file.AddedLines.Where(line => !IsComment(file, line)).ToList();
        foreach (var line in lines)
        {
            if (line.Length > LongestLine || LongToken().IsMatch(line))
                yield return Refusal(file, "long encoded text", line);
            foreach (var host in Hosts(line).Where(host => !isProse && !IsReserved(host) && !file.BeforeText.Contains(host, StringComparison.OrdinalIgnoreCase)))
                yield return Refusal(file, $"the address of {host}", line);
        }
        foreach (var (name, form) in Kinds)
        {
            if (lines.Find(line => line.Length <= LongestLine && form().IsMatch(line)) is { } found && !IsKnown(file, form()))
                yield return Refusal(file, name, found);
        }
    }

    // Line by line, as the added lines are looked at: a pattern must not run on.
    static bool IsKnown(ReviewedFile file, Regex form) =>
        file.BeforeText.Split('\n').Any(line => line.Length <= LongestLine && form.IsMatch(line));

    static ReviewFinding Refusal(ReviewedFile file, string what, string line) =>
        ReviewFinding.Refusal($"{file.Path}: the change adds {what} (`{(line.Length > 60 ? line[..60] + "…" : line)}`), which the crash does not call for.");

    static IEnumerable<string> Hosts(string line)
    {
        if (line.Length > LongestLine || !line.Contains("://", StringComparison.Ordinal))
            return [];
        return Address().Matches(line).Select(match => match.Groups["host"].Value);
    }

    // Names for examples, this machine, and the addresses that name XML vocabularies.
    static bool IsReserved(string host) =>
        host is "localhost" or "127.0.0.1" or "0.0.0.0" or "www.w3.org" or "schemas.xmlsoap.org" or "json-schema.org" or "schemas.microsoft.com"
        || host.StartsWith("example.", StringComparison.OrdinalIgnoreCase) || host.Contains(".example.", StringComparison.OrdinalIgnoreCase)
        || Array.Exists([".test", ".example", ".invalid", ".localhost", ".local"], end => host.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    static bool IsComment(ReviewedFile file, string line) => file.After?.Language switch
    {
        Language.Python or Language.Ruby => line[0] == '#',
        null => false,
        _ => line.StartsWith("//", StringComparison.Ordinal),
    };

    [GeneratedRegex("(https?|wss?|ftp|ldap|rmi|jdbc:[a-z]{1,20})://([^/@\\s\"'`]{1,100}@)?(?<host>[\\w.-]{1,253})", RegexOptions.IgnoreCase | Linear)]
    private static partial Regex Address();

    [GeneratedRegex("[A-Za-z0-9+/]{120}|(\\\\x[0-9a-fA-F]{2}){24}|(\\\\u[0-9a-fA-F]{4}){24}", Linear)]
    private static partial Regex LongToken();

    [GeneratedRegex(@"(\bdict|\bstr|dumps|repr|stringify|list)\((\w{1,20}\.)?(os\.environ|process\.env)|\*\*os\.environ|os\.environ\.(copy|items)\(|\.\.\.process\.env|Object\.\w{1,10}\(process\.env|System\.getenv\(\)|os\.Environ\(\)|\bENV\.(to_h|to_a|each|map|inspect)|GetEnvironmentVariables\(\)", Linear)]
    private static partial Regex WholeEnvironment();

    [GeneratedRegex(@"(environ|getenv|process\.env|Getenv|LookupEnv|\bENV\b|GetEnvironmentVariable).{0,40}(SECRET|TOKEN|PASSW|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|AWS_)", RegexOptions.IgnoreCase | Linear)]
    private static partial Regex SecretVariable();

    [GeneratedRegex(@"/etc/(passwd|shadow|sudoers|cron)|\.ssh/|\.aws/|/proc/(self|\d+)/environ|id_rsa|\.git/hooks|\.bashrc|\.netrc|169\.254\.169\.254|authorized_keys", Linear)]
    private static partial Regex SecretPath();

    [GeneratedRegex("""(b64decode|b32decode|b16decode|a85decode|\batob|FromBase64String|fromhex|unhexlify|DecodeString|decode64|getDecoder\(\)\.decode|rot13)[ (]{1,2}[bruf]{0,2}["'`]|Buffer\.from\(\s?["'`].{1,500}["'`],\s?["'`](base64|hex)|String\.fromCharCode\(\s?\d|\.unpack1?\(["']m""", Linear)]
    private static partial Regex Decoding();

    [GeneratedRegex(@"verify\s?=\s?False|rejectUnauthorized\W{1,3}false|InsecureSkipVerify\W{1,3}true|VERIFY_NONE|NODE_TLS_REJECT_UNAUTHORIZED|_create_unverified_context|CERT_NONE|DangerousAcceptAnyServerCertificate|ServerCertificateCustomValidationCallback|ALLOW_ALL_HOSTNAME", Linear)]
    private static partial Regex NoCertificates();

    [GeneratedRegex("""(passw(or)?d|passphrase|secret|api_?key)\w{0,20}['"\]]{0,2}\s?(===?|\.equals\(|\.Equals\(|\.eql\?)\s?[bruf]?["'`][^"'`]{1,200}["'`]|["'`][^"'`]{1,200}["'`]\s?(===?|\.equals\()\s?[\w.]{0,60}(passw(or)?d|passphrase|secret|api_?key)\b""", RegexOptions.IgnoreCase | Linear)]
    private static partial Regex FixedPassword();

    [GeneratedRegex(@"(curl|wget)\s.{1,300}\|\s?(sudo\s)?(ba|z|k)?sh\b", Linear)]
    private static partial Regex RunDownload();
}
