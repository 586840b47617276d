using System.Buffers;

namespace SelfHealing.Redaction.Assignments;

/// <summary>Tells values that stand for a secret from secrets: <c>changeme</c>, <c>&lt;your-token&gt;</c>, <c>${SECRET}</c>, <c>xxxx</c>.</summary>
static class Placeholders
{
    static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "pass", "pwd", "passphrase", "secret", "token", "key", "apikey", "changeme", "changeit", "example", "sample", "dummy", "fake", "mock",
        "test", "testing", "placeholder", "redacted", "hidden", "masked", "filtered", "removed", "none", "null", "nil", "undefined", "true", "false", "string", "str",
        "text", "int", "bool", "boolean", "object", "bytes", "number", "any", "empty", "required", "optional", "default", "value", "user", "username", "admin",
        "guest", "foo", "bar", "baz", "foobar", "todo", "unknown", "invalid", "prompt", "input", "textbox", "field",
        "utf8", "utf-8", "utf16", "latin1", "iso-8859-1", "sha1", "sha256", "sha512", "md5", "base64",
    };

    static readonly SearchValues<string> SecretWords = SearchValues.Create(
        ["pass", "pwd", "secret", "token", "key", "credential", "your", "example", "placeholder", "change", "dummy", "login", "auth", "field", "input", "prompt", "invalid", "required", "missing"],
        StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> Invitations = SearchValues.Create(
        ["your", "change", "replace", "example", "placeholder", "dummy", "insert", "fake", "todo", "xxx"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the whole value stands for something else.</summary>
    public static bool Is(ReadOnlySpan<char> value) =>
        !Randomness.HasDistinct(value, 3) || Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value) || IsInterpolation(value) || IsEnclosed(value);

    /// <summary>Whether a value of nothing but words speaks of secrets instead of being one: <c>db-password</c>, <c>your_token_here</c>.</summary>
    public static bool SpeaksOfSecrets(ReadOnlySpan<char> words) => words.ContainsAny(SecretWords);

    /// <summary>Whether a value asks to be replaced: <c>replace-me</c>, <c>your_secret</c>.</summary>
    public static bool Invites(ReadOnlySpan<char> words) => words.ContainsAny(Invitations);

    // $NAME, %NAME%, %s, %(name)s, :name, {name}, {{name}}, ${name}, #{name}, <name>, [name], *name*, @name@
    static bool IsEnclosed(ReadOnlySpan<char> value)
    {
        if (value is ['<', .., '>'] or ['{', .., '}'] or ['%', .., '%'] or ['*', .., '*'] or ['_', '_', .., '_', '_'])
            return true;
        if (value is ['[', .., ']'])
            return !value.ContainsAny(CharSets.Decimal);
        return value is ['$', .. var name] && name.Length > 0 && !name.ContainsAnyExcept(CharSets.Word);
    }

    /// <summary>Whether the value is put together at run time and holds nothing but words around what is put in.</summary>
    static bool IsInterpolation(ReadOnlySpan<char> value)
    {
        var first = value.IndexOfAny("${%#");
        if (first < 0)
            return false;
        var interpolated = false;
        Span<char> rest = stackalloc char[Math.Min(value.Length, 256)];
        var kept = 0;
        for (var i = 0; i < value.Length && kept < rest.Length;)
        {
            var length = InterpolationLength(value[i..], kept > 0 && !(value[i - 1] is ' ' or ':' or '/' or '@' or '=' or '-' or '.' or '_'));
            if (length > 0)
            {
                interpolated = true;
                i += length;
            }
            else
            {
                rest[kept++] = value[i++];
            }
        }
        return interpolated && !rest[..kept].ContainsAny(CharSets.Decimal) && !Randomness.ChangesCaseOften(rest[..kept]);
    }

    static int InterpolationLength(ReadOnlySpan<char> value, bool isInsideWord)
    {
        if (value is ['%', 's' or 'd' or 'r' or 'v' or 'q', ..])
            return 2;
        var opening = value switch
        {
            ['$' or '#', '{', ..] or ['%', '(', ..] or ['$', '(', ..] => 2,
            ['{', ..] => 1,
            ['$', var c, ..] when !isInsideWord && (char.IsAsciiLetter(c) || c == '_') => -1,
            _ => 0,
        };
        if (opening == 0)
            return 0;
        if (opening < 0)
            return 1 + CharSets.Run(value, 1, CharSets.Word);
        var close = value[..Math.Min(value.Length, 128)].IndexOfAny('}', ')');
        if (close < 0)
            return 0;
        var end = close + 1;
        while (end < value.Length && value[end] == '}')
            end++;
        return value[0] == '%' && end < value.Length ? end + 1 : end;
    }
}
