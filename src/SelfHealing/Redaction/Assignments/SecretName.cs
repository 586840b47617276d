namespace SelfHealing.Redaction.Assignments;

/// <summary>Tells from an identifier whether its value is a secret: <c>DB_PASSWORD</c>, <c>apiKey</c>, <c>x-auth-token</c>, not <c>token_type</c>.</summary>
static class SecretName
{
    static readonly HashSet<string> KeysOf = new(StringComparer.OrdinalIgnoreCase)
    {
        "api", "access", "secret", "private", "encryption", "encrypt", "signing", "signature", "auth", "account", "shared", "master", "service", "storage", "admin",
        "app", "application", "client", "consumer", "webhook", "license", "subscription", "functions", "deploy", "ssh", "hmac", "jwt", "cipher", "crypto", "root",
        "server", "integration", "write", "instrumentation",
    };

    static readonly HashSet<string> JoinedKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "apikey", "accesskey", "secretkey", "privatekey", "accountkey", "sharedkey", "sharedaccesskey", "authkey", "masterkey", "encryptionkey", "signingkey",
        "appkey", "clientkey", "licensekey", "sessionkey", "servicekey", "storagekey", "secretaccesskey",
    };

    static readonly HashSet<string> PassOf = new(StringComparer.OrdinalIgnoreCase)
    {
        "db", "database", "user", "admin", "root", "mysql", "pg", "postgres", "smtp", "mail", "email", "redis", "ftp", "sftp", "http", "ssh", "login", "auth",
        "basic", "my", "mongo", "rabbitmq", "ldap", "proxy", "imap", "sudo", "jdbc", "sql", "ssl", "key", "keystore", "truststore",
    };

    // What may follow the telling word: DB_PASSWORD_PROD, secret_key_base, tokenValue.
    static readonly HashSet<string> Suffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "prod", "production", "dev", "development", "test", "testing", "staging", "stage", "default", "old", "new", "value", "val", "str", "string", "base64", "b64",
        "plain", "plaintext", "raw", "live", "backup", "primary", "secondary", "main", "base", "sandbox",
    };

    /// <summary>What such a value would be; null when the name tells of no secret.</summary>
    public static SecretKind? KindOf(ReadOnlySpan<char> identifier)
    {
        if (Is(identifier, "pass"))
            return SecretKind.Password;
        // PublicKeyToken of the assembly names in .NET's traces, publishable keys.
        if (identifier.Contains("public", StringComparison.OrdinalIgnoreCase) || identifier.Contains("publishable", StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = identifier.TrimEnd("0123456789");
        var word = LastWord(ref rest);
        for (var suffixes = 0; suffixes < 2 && IsIn(Suffixes, word) && rest.Length > 0; suffixes++)
            word = LastWord(ref rest);
        if (Ends(word, "password") || Ends(word, "passwd") || Ends(word, "passphrase") || Ends(word, "pwd") || Ends(word, "passcode") || Ends(word, "dbpass"))
            return SecretKind.Password;
        if (Ends(word, "secret"))
            return SecretKind.Secret;
        if (Ends(word, "token") || Ends(word, "sessid") || Ends(word, "sessionid"))
            return SecretKind.Token;
        if (IsIn(JoinedKeys, word))
            return SecretKind.Key;
        var previous = LastWord(ref rest);
        if (Is(word, "pass") && IsIn(PassOf, previous))
            return SecretKind.Password;
        if (Is(word, "word") && Is(previous, "pass"))
            return SecretKind.Password;
        if (Is(word, "id") && Is(previous, "session"))
            return SecretKind.Token;
        return Is(word, "key") && IsIn(KeysOf, previous) ? SecretKind.Key : null;
    }

    // Takes the last word off snake_case, kebab-case, dotted.case and camelCase.
    static ReadOnlySpan<char> LastWord(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimEnd("_-.");
        var start = rest.Length;
        while (start > 0 && char.IsAsciiLetterOrDigit(rest[start - 1]))
        {
            start--;
            if (start > 0 && char.IsAsciiLetterUpper(rest[start]) && !char.IsAsciiLetterUpper(rest[start - 1]))
                break;
            // The last letter of an acronym begins the next word: APIKey.
            if (start > 0 && start + 1 < rest.Length && char.IsAsciiLetterUpper(rest[start]) && char.IsAsciiLetterLower(rest[start + 1]))
                break;
        }
        var word = rest[start..];
        rest = rest[..start];
        return word;
    }

    static bool IsIn(HashSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    static bool Is(ReadOnlySpan<char> word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    static bool Ends(ReadOnlySpan<char> word, string end) => word.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
