using System.Buffers;

namespace SelfHealing.Redaction.Assignments;

/// <summary>
/// Tells whether a value that is assigned to a secret's name is a secret. A password may be anything that is not a placeholder or a
/// piece of code; a token or key must look generated, since parsers and user interfaces also speak of tokens and keys.
/// </summary>
static class SecretValue
{
    static readonly SearchValues<char> Symbols = SearchValues.Create("!@#$%^&*+=~?|");
    static readonly SearchValues<char> Opaque = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/=.~:-%!@#$&^*");
    static readonly SearchValues<string> Code = SearchValues.Create(["(?", "\\d", "\\w", "\\s", "[a-z", "[A-Z", "[0-9", "[^", ".*", "://"], StringComparison.Ordinal);

    /// <summary>Whether the text between two quotes is a secret.</summary>
    public static bool IsQuoted(ReadOnlySpan<char> value, SecretKind kind)
    {
        if (!MayBe(value, kind))
            return false;
        if (kind != SecretKind.Password)
            return IsGenerated(value, kind);
        if (value.ContainsAny(' ', '\t'))
            return IsPhrase(value);
        if (!value.ContainsAny(CharSets.Decimal) && !value.ContainsAny(Symbols))
            return IsWordedPassword(value);
        return !IsPath(value);
    }

    /// <summary>Whether a value without quotes is a secret, where a name of a variable could stand as well.</summary>
    public static bool IsBare(ReadOnlySpan<char> value, SecretKind kind)
    {
        if (!MayBe(value, kind) || value[0] is '(' or '[' or '{' or '<' or '&' or '*' or '|' or '=' or '.' or ',' || IsCall(value))
            return false;
        if (kind != SecretKind.Password)
            return IsGenerated(value, kind);
        if (!value.ContainsAny(CharSets.Decimal) && !value.ContainsAny(Symbols))
            return Randomness.ChangesCaseOften(value);
        return !IsPath(value) && !(Placeholders.SpeaksOfSecrets(value) && Words.AreAll(value)) && !IsMember(value);
    }

    /// <summary>Whether a value without quotes is a secret, where nothing but a value can stand: in a URL's query, an environment file, a command's option.</summary>
    public static bool IsLiteral(ReadOnlySpan<char> value, SecretKind kind)
    {
        if (!MayBe(value, kind) || value[0] is '(' or '`' or '<')
            return false;
        if (kind is SecretKind.Token or SecretKind.Key)
            return IsGenerated(value, kind);
        if (IsPath(value))
            return false;
        return kind == SecretKind.Password ? !(Placeholders.SpeaksOfSecrets(value) && Words.AreAll(value)) : IsGenerated(value, kind) || (value.Length >= 12 && !Placeholders.Invites(value));
    }

    /// <summary>Whether the text between two quotes is a secret, where the name is only close to it: <c>setPassword("…")</c>, <c>("password", "…")</c>.</summary>
    public static bool IsNear(ReadOnlySpan<char> value, SecretKind kind) =>
        IsQuoted(value, kind) && (kind != SecretKind.Password || (value.ContainsAny(CharSets.Decimal) && value.ContainsAny(CharSets.Alphanumeric) && !value.ContainsAny(" :/\\")
            && !(Words.AreAll(value) && (Placeholders.SpeaksOfSecrets(value) || value.ContainsAny('-', '_', '.')))));

    /// <summary>Whether a value without quotes is a secret, where prose could stand as well: <c>with password …</c>.</summary>
    public static bool IsTold(ReadOnlySpan<char> value, SecretKind kind) =>
        IsNear(value, kind) && IsBare(value, kind) && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z')) && value.Length >= (kind == SecretKind.Password ? 6 : 16);

    static bool MayBe(ReadOnlySpan<char> value, SecretKind kind) =>
        value is not ['$', '{' or '(', ..] && value.Length >= (kind == SecretKind.Password ? 4 : 6) && !Placeholders.Is(value) && !Marker.Is(value) && !value.ContainsAny(Code) && HasLetterOrDigit(value);

    static bool IsGenerated(ReadOnlySpan<char> value, SecretKind kind)
    {
        if (value.ContainsAny(' ', '\t'))
            return LastPart(value) is var last && last.Length >= 16 && IsGenerated(last, kind);
        if (kind == SecretKind.Secret && value.Length >= 20 && value.ContainsAny(CharSets.Decimal) && !value.ContainsAnyExcept(CharSets.Base64Url) && !Placeholders.Invites(value))
            return true;
        if (value.ContainsAnyExcept(Opaque) || IsPath(value) || Words.AreAll(value) || IsAlphabet(value))
            return false;
        var hasDigit = value.ContainsAny(CharSets.Decimal);
        var hasLetter = value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z');
        if (!hasDigit)
            return Randomness.ChangesCaseOften(value) || (kind == SecretKind.Secret && value.ContainsAny(Symbols) && value.Length >= 8);
        return hasLetter || (kind == SecretKind.Secret && value.Length >= 8);
    }

    static ReadOnlySpan<char> LastPart(ReadOnlySpan<char> value) => value[(value.LastIndexOfAny(' ', '\t') + 1)..];

    // "correct horse 9!", not "Password must have 8 characters."
    static bool IsPhrase(ReadOnlySpan<char> value) =>
        value.Count(' ') <= 2 && !value.Contains('\t') && (value.ContainsAny(CharSets.Decimal) || value.ContainsAny(Symbols)) && !value.ContainsAny('%', ':', '{')
        && !Placeholders.SpeaksOfSecrets(value);

    static bool IsWordedPassword(ReadOnlySpan<char> value) =>
        Randomness.ChangesCaseOften(value) || (value.Length >= 6 && Words.IsOneWord(value) && !Placeholders.SpeaksOfSecrets(value));

    static bool IsPath(ReadOnlySpan<char> value) =>
        value is ['/', ..] or ['.', '/', ..] or ['.', '.', '/', ..] or ['~', '/', ..] && value[1..].Contains('/') && Words.AreAll(value.TrimStart('~'));

    static bool IsAlphabet(ReadOnlySpan<char> value) =>
        value.Contains("ABCDEFGHIJKLMNOPQRSTUVWXYZ", StringComparison.Ordinal) && value.Contains("abcdefghijklmnopqrstuvwxyz", StringComparison.Ordinal);

    // load(path1), tokens[2]; but not P@ss(1)
    static bool IsCall(ReadOnlySpan<char> value)
    {
        var bracket = value.IndexOfAny('(', '[', '{');
        return bracket > 0 && !value[..bracket].ContainsAnyExcept(CharSets.Dotted);
    }

    // settings.password1, self.token2
    static bool IsMember(ReadOnlySpan<char> value) => value.Contains('.') && char.IsAsciiLetter(value[0]) && Words.AreAll(value);

    static bool HasLetterOrDigit(ReadOnlySpan<char> value) => value.ContainsAny(CharSets.Alphanumeric) || value.ContainsAnyExceptInRange('\0', '\x7f');
}
